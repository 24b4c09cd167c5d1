import { DuckDBInstance } from '@duckdb/node-api';

/** The least a Node process with DuckDB can do: open, run the statement of the command line, print its rows, end. */
const [statement = 'select 1'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(statement);
console.log(reader.getRowObjectsJson());
connection.closeSync();
instance.closeSync();
