import { builtinModules } from 'node:module';
import { folderOf } from './layers.ts';
import type { Rule } from './project-files.ts';

/** The only folders, or files, that may import a package. A type-only import counts: the package's words spread too. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  yaml: ['core'],
  zod: ['core', 'generators', 'runner', 'src/formats/gate/policy-schema.ts'],
  '@duckdb/node-api': ['duckdb'],
  '@duckdb/node-bindings': ['duckdb'],
  'apache-arrow': ['duckdb', 'formats', 'generators'],
  '@faker-js/faker': ['generators'],
  'pure-rand': ['generators'],
  '@aws-sdk/client-s3': ['lake'],
  '@smithy/node-http-handler': ['lake', 'connectors'],
  '@smithy/shared-ini-file-loader': ['core'],
  '@aws-sdk/client-sqs': ['connectors'],
  '@testcontainers/localstack': ['src/runner/localstack/container.ts'],
  fflate: ['cli'],
  snappy: ['src/formats/codecs/snappy.ts'],
  '@bokuweb/zstd-wasm': ['src/formats/codecs/zstd.ts'],
  'seek-bzip': ['src/formats/codecs/bzip2.ts'],
  'xz-decompress': ['src/formats/codecs/xz.ts'],
  clamscan: ['src/formats/gate/clamd.ts'],
  vitest: ['testing'],
  commander: ['cli'],
  picocolors: ['cli', 'reports'],
};

/** A package is imported only in the folders that {@link PACKAGES} gives it; Node's own modules by `node:`. */
export const thirdPartyRule: Rule = (files) =>
  files.flatMap((file) =>
    file.imports.flatMap(({ specifier, line }) => {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) return [];
      const place = `${file.path}:${line}`;
      const name = packageOf(specifier);
      if (builtinModules.includes(name)) return [`${place}: imports "${specifier}". Write "node:${specifier}".`];
      const homes = PACKAGES[name];
      if (!homes) return [`${place}: package ${name} has no place yet. Give it one in third-party.ts, or do without.`];
      if (homes.includes(folderOf(file.path)) || homes.includes(file.path)) return [];
      return [`${place}: ${name} may be imported only in ${homes.join(', ')}. Use what they export instead.`];
    }),
  );

/** `@scope/name/deep` is of package `@scope/name`. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
