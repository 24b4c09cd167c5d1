import { symlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

let folder: TempFolder;
let session: Session;

beforeAll(async () => {
  folder = await tempFolder();
  await folder.write('in/a.csv', 'x\n1\n');
  await folder.write('out/single.csv', 'x\n2\n');
  await folder.write('out/sibling.csv', 'x\n3\n');
  await symlink('/etc', `${folder.path}/in/etc`);
  session = await openSession({ folders: [`${folder.path}/in`], files: [`${folder.path}/out/single.csv`] });
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const statement = (text: string) => raw(text.replaceAll('BOX', folder.path));

test('what is allowed can be read, and folders written', async () => {
  expect(await session.rows(statement("from 'BOX/in/a.csv'"))).toEqual([{ x: 1 }]);
  expect(await session.rows(statement("from 'BOX/out/single.csv'"))).toEqual([{ x: 2 }]);
  expect(await session.run(statement("copy (select 1) to 'BOX/in/made.csv'"))).toBe(1);
  expect(await session.run(sql`copy (select 1) to ${`${session.scratch}/made.parquet`}`)).toBe(1);
});

describe('no statement reaches outside:', () => {
  test.each([
    ["from read_text('/etc/passwd')", 'Permission'],
    ["from read_text('BOX/in/../../../../etc/passwd')", 'Permission'],
    ["from 'BOX/in/../out/sibling.csv'", 'Permission'],
    ["from 'BOX/out/sibling.csv'", 'Permission'],
    ["from read_text('BOX/in/etc/passwd')", 'Permission'],
    ["from glob('BOX/*')", 'Permission'],
    ["from 'https://example.com/a.csv'", 'Permission'],
    ["from 's3://bucket/a.csv'", 'Permission'],
    ["copy (select 1) to 'BOX/out/sibling.csv'", 'Permission'],
    ["copy (select 1) to '/dev/stdout'", 'Permission'],
    ["export database 'BOX/out'", 'Permission'],
    ["attach 'BOX/out/x.db'", 'Permission'],
    ['install httpfs', 'Permission'],
    ['load httpfs', 'Permission'],
    ['create secret (type s3)', 'Permission'],
    ['set threads = 1', 'Invalid Input'],
    ['reset threads', 'Invalid Input'],
    ['pragma threads = 1', 'Invalid Input'],
    ['set enable_external_access = true', 'Invalid Input'],
    ["set allowed_directories = ['/']", 'Invalid Input'],
    ["select getenv('HOME')", 'Catalog'],
  ])('%s', (text, kind) => expect(session.run(statement(text))).rejects.toMatchObject({ kind }));
});
