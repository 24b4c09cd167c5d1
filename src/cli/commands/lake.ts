import { Option, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { parseAge } from '../lake/age.ts';
import type { LakeCleanOptions, LakeInitOptions, LakeListOptions, LakeOptions } from '../lake/lake-options.ts';

const LAKE = 'a folder, or s3://BUCKET/PREFIX, in which {env} and {zone} stand for the environment and the zone';

export function addLake(program: Command, cli: Cli): void {
  const lake = program
    .command('lake')
    .summary('make, look at, compare and clean lakes')
    .description(
      'Works on a lake as such, whatever scenario it is of: a folder, or buckets on S3. S3 is reached as the AWS command line reaches it: AWS_ENDPOINT_URL, AWS_PROFILE and so on.',
    )
    .helpCommand(false);
  addInit(lake, cli);
  addStatus(lake, cli);
  addList(lake, cli);
  addDiff(lake, cli);
  addClean(lake, cli);
}

function addInit(lake: Command, cli: Cli): void {
  subcommand(lake, 'init')
    .summary('make its buckets, or its folder')
    .description(
      'Makes the buckets of a lake and brings those that are there to what is planned: versioning for raw, no access by the public, encryption, a lifecycle; prints what it did. Other rules of a lifecycle stay. A folder is made with its zones.',
    )
    .argument('<lake>', LAKE)
    .option('--dry-run', 'print what would be done, and do nothing')
    .addOption(
      new Option('--terraform', 'print the same buckets as Terraform resources, and do nothing').conflicts(
        'cloudformation',
      ),
    )
    .option('--cloudformation', 'print the same buckets as a CloudFormation template, and do nothing')
    .option('--kms <key>', 'encrypt with this key of AWS KMS (default: AES256)')
    .option('--allow-aws [bucket]', 'allow writing to AWS itself; with the bucket named where it looks like production')
    .option('--json', 'print what was done as JSON')
    .action(async (name: string, options: LakeInitOptions) => {
      const { initLake } = await import('../lake/init-lake.ts');
      await initLake(name, options, cli);
    });
}

function addStatus(lake: Command, cli: Cli): void {
  subcommand(lake, 'status')
    .summary('count what is in it')
    .description(
      "Counts a lake's objects, datasets and quarantine; tells commits that are under way, what dead runs left, and buckets that are not as planned. Changes nothing.",
    )
    .argument('<lake>', LAKE)
    .option('--json', 'print the counts as JSON')
    .action(async (name: string, options: LakeOptions) => {
      const { showStatus } = await import('../lake/show-status.ts');
      await showStatus(name, options, cli);
    });
}

function addList(lake: Command, cli: Cli): void {
  subcommand(lake, 'ls')
    .summary('list its objects')
    .description("Lists a lake's objects with their sizes in bytes, zone by zone, in the order of their keys.")
    .argument('<lake>', LAKE)
    .argument('[where]', 'a zone (raw, processed, curated, quality), or ZONE/PREFIX')
    .option('--long', 'also when each was written, in UTC')
    .option('--json', 'one JSON object a line')
    .action(async (name: string, where: string | undefined, options: LakeListOptions) => {
      const { listLake } = await import('../lake/list-lake.ts');
      await listLake(name, where, options, cli);
    });
}

function addDiff(lake: Command, cli: Cli): void {
  subcommand(lake, 'diff')
    .summary('compare two lakes')
    .description(
      'Compares the objects of two lakes, of one kind or not: by size, and where that is equal by content. Ends with 1 where they differ.',
    )
    .argument('<lakeA>', LAKE)
    .argument('<lakeB>', 'the other')
    .argument('[where]', 'only this zone, or ZONE/PREFIX')
    .option('--json', 'print the differences as JSON')
    .action(async (a: string, b: string, where: string | undefined, options: LakeOptions) => {
      const { diffLakes } = await import('../lake/diff-lakes.ts');
      cli.finish(await diffLakes([a, b], where, options, cli));
    });
}

function addClean(lake: Command, cli: Cli): void {
  subcommand(lake, 'clean')
    .summary('delete what dead runs left in it')
    .description(
      'Deletes what dead runs left in a lake: commits that were never ended, objects that no commit lists, uploads that were never completed. What a live run works on stays.',
    )
    .argument('<lake>', LAKE)
    .option('--older-than <age>', 'objects and uploads that are younger stay: 90s, 30m, 7d (default: 1h)', parseAge)
    .option('--dry-run', 'print what would be deleted, and delete nothing')
    .option('--all', 'delete everything in the lake, old versions too; the folder or buckets stay')
    .option('--yes', 'with --all: it is meant')
    .option('--allow-aws [bucket]', 'allow writing to AWS itself; with the bucket named where it looks like production')
    .option('--json', 'print what was deleted as JSON')
    .action(async (name: string, options: LakeCleanOptions) => {
      const { cleanUp } = await import('../lake/clean-up.ts');
      await cleanUp(name, options, cli);
    });
}

function subcommand(lake: Command, name: string): Command {
  return lake.command(name).option('--env <name>', 'what {env} stands for (default: dev)');
}
