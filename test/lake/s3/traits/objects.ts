import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { isRefused, put, type Bed, type Trait } from './trait.ts';

const SIXTEEN_MIB = 16 * 1024 * 1024;

export const encodedListing: Trait = {
  name: 'a listing with `EncodingType: url` gives keys that decode to what was put',
  async ask(bed) {
    const keys = ['%41', 'a b', 'a+b', 'ü/\u{1f69a}'];
    for (const key of keys) await put(bed, key, 'x');
    const listed = await listedKeys(bed, { EncodingType: 'url' });
    return listed.map(decoded).toSorted().join('\n') === keys.toSorted().join('\n');
  },
};

export const keyOrder: Trait = {
  name: 'keys are listed in the order of their UTF-8 bytes',
  async ask(bed) {
    const keys = ['a b', 'a-b', 'a.b', 'a/b', 'a0', 'B', '\u00e9', '\uff01', '\u{1f600}'];
    for (const key of keys) await put(bed, key, 'x');
    const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return (await listedKeys(bed, {})).join('\n') === inOrder.join('\n');
  },
};

export const largePut: Trait = {
  name: '16 MiB can be put at once',
  async ask(bed) {
    const body = Buffer.alloc(SIXTEEN_MIB, 'glue-replay ');
    await put(bed, 'a', body);
    return body.equals(await bytesOf(bed, 'a'));
  },
};

export const checkedDigest: Trait = {
  name: 'a put whose `Content-MD5` does not fit is refused',
  async ask(bed) {
    const ContentMD5 = createHash('md5').update('another').digest('base64');
    return isRefused(put(bed, 'a', 'one', { ContentMD5 }), 'BadDigest', 'InvalidDigest', '400');
  },
};

export const ranges: Trait = {
  name: 'a range of an object can be read',
  async ask(bed) {
    await put(bed, 'a', '0123456789');
    return (await bytesOf(bed, 'a', 'bytes=3-5')).toString() === '345';
  },
};

async function bytesOf({ client, bucket }: Bed, key: string, range?: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function listedKeys({ client, bucket }: Bed, more: { EncodingType?: 'url' }): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, ...more }));
  return Contents.map(({ Key = '' }) => Key);
}

/** S3 writes a space as `+`; others as `%20`. */
function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
