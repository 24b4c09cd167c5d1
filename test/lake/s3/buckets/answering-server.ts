import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { connectS3, type S3Connection } from '../../../../src/lake/s3/connection.ts';
import { CREDENTIALS, s3Effects } from '../s3-fixture.ts';

/** What a server is asked: `PUT /lake?versioning` and the body. */
export interface Asked {
  readonly what: string;
  readonly body: string;
}

/** How it answers: the HTTP status, and the code of an S3 error or a body where there is one. */
export interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly body?: string;
}

/** A connection to a server that answers as `answer` says, and all that it was asked. */
export async function answering(
  answer: (what: string) => Answer,
  { region = 'us-east-1' }: { region?: string } = {},
): Promise<{ connection: S3Connection; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const what = `${request.method} ${(request.url ?? '').replace(/[?&]x-id=\w+/, '').replace(/=(?=&|$)/, '')}`;
      asked.push({ what, body: Buffer.concat(chunks).toString() });
      const { status, code, body = '' } = answer(what);
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(code === undefined ? body : `<Error><Code>${code}</Code><Message>no</Message></Error>`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { env } = s3Effects();
  const effects = s3Effects({ env: { ...env, AWS_REGION: region } });
  const connection = await connectS3({ effects, endpoint: `http://127.0.0.1:${port}`, credentials: CREDENTIALS });
  onTestFinished(() => {
    connection[Symbol.dispose]();
    server.close();
  });
  return { connection, asked };
}
