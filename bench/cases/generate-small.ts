import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faker } from '@faker-js/faker';
import { openSession } from '../../src/duckdb/open-session.ts';
import { generateFile } from '../../src/generators/generate-file.ts';
import { defineRecipe } from '../../src/generators/recipe.ts';
import type { Bench } from '../bench.ts';

const ROWS = 10_000;

const fields = [
  'person.fullName',
  'internet.email',
  'location.streetAddress',
  'location.city',
  'company.name',
] as const;

const contacts = defineRecipe({
  name: 'contacts',
  fields: Object.fromEntries(fields.map((path) => [path.replace('.', '_'), { faker: path }])),
});

export const generateSmall: Bench = {
  name: 'generate-small',
  about: '10,000 rows of ten columns that Faker makes as CSV, beside a script that calls Faker and joins the values',
  budget: { ratio: 1.2 },
  rounds: 7,
  async prepare(folder) {
    const calls = [
      () => faker.person.fullName(),
      () => faker.internet.email(),
      () => faker.location.streetAddress(),
      () => faker.location.city(),
      () => faker.company.name(),
      () => faker.person.jobTitle(),
      () => faker.phone.number(),
      () => faker.commerce.productName(),
      () => faker.internet.userAgent(),
      () => faker.finance.iban(),
    ];
    return {
      subject: {
        name: 'generate',
        run: async () => {
          await using session = await openSession({ folders: [folder] });
          const path = join(folder, 'made.csv');
          const options = { recipe: contacts, rows: ROWS, seed: 1, clock: new Date('2023-02-01T00:00:00Z') };
          await generateFile(session, { ...options, format: 'csv', path, object: 'made.csv' });
        },
      },
      baselines: [
        {
          name: 'Faker alone',
          run: async () => {
            faker.seed(1);
            const rows = Array.from({ length: ROWS }, () => calls.map((call) => quoted(call())).join(','));
            await writeFile(join(folder, 'plain.csv'), `${fields.join(',')}\n${rows.join('\n')}\n`);
          },
        },
      ],
    };
  },
};

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
