import { FlatTable } from './flat-tables.ts';

/** Kinds of headers (Message.fbs of the Arrow columnar format). */
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;

/**
 * Holds every length in the metadata of an Arrow message against the bytes there are; throws an `Error` for one that is
 * beyond them. The library would count up to it.
 */
export function checkMetadata(bytes: Uint8Array): void {
  const message = FlatTable.root(bytes);
  message.vector(4, 4);
  const header = message.table(2);
  if (!header) return;
  switch (message.byte(1)) {
    case SCHEMA:
      checkSchema(header, bytes);
      break;
    case DICTIONARY_BATCH:
      checkBatch(header.table(1));
      break;
    case RECORD_BATCH:
      checkBatch(header);
      break;
    default:
  }
}

/** Does the same for the footer of a file (File.fbs), whose blocks are 24 bytes each. */
export function checkFooter(bytes: Uint8Array): void {
  const footer = FlatTable.root(bytes);
  footer.vector(2, 24);
  footer.vector(3, 24);
  footer.vector(4, 4);
  const schema = footer.table(1);
  if (schema) checkSchema(schema, bytes);
}

function checkSchema(schema: FlatTable, bytes: Uint8Array): void {
  schema.vector(2, 4);
  checkFields(schema.tables(1), { left: bytes.length / 4 });
}

/** Nodes and buffers are two 64-bit numbers each. */
function checkBatch(batch: FlatTable | undefined): void {
  batch?.vector(1, 16);
  batch?.vector(2, 16);
}

/** Each field takes more bytes than it is counted for: more of them are the same ones again and again. */
function checkFields(fields: readonly FlatTable[], budget: { left: number }): void {
  for (const field of fields) {
    budget.left -= 1;
    if (budget.left < 0) throw new Error('the fields of the schema are damaged');
    field.vector(0, 1);
    field.vector(6, 4);
    checkFields(field.tables(5), budget);
  }
}
