import type { Target } from './target.ts';
import { damagedAvro } from './targets/damaged-avro.ts';
import { patterns } from './targets/patterns.ts';
import { tables } from './targets/tables.ts';
import { texts } from './targets/texts.ts';

export const TARGETS: readonly Target[] = [texts, tables, patterns, damagedAvro];
