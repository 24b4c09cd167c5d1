import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-files.ts';
import { anchorsOf } from './markdown.ts';

/** A Markdown page of the project; `path` is relative to its root, with `/`. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** The pages for users (README, docs/) and those of the shipped scenarios. */
export function userPages(): Page[] {
  const docs = markdownIn('docs');
  const scenarios = markdownIn('scenarios');
  return ['README.md', ...docs, ...scenarios].map(readPage);
}

/** Every page of the project. */
export function allPages(): Page[] {
  return [...userPages(), ...['CONTRIBUTING.md', 'CHANGELOG.md'].map(readPage)];
}

export function readPage(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** Where a link of `page` leads: a problem to be told, or undefined where it is fine. Web addresses are not asked. */
export function brokenLink(page: Page, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page.path : join(page.path, '..', decodeURI(file));
  if (!existsSync(join(ROOT, path))) return `${path} does not exist`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return anchorsOf(readPage(path).text).includes(anchor) ? undefined : `${path} has no heading for #${anchor}`;
}

function markdownIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !path.includes('/node_modules/'))
    .toSorted();
}
