/** What a rule's condition is on. */
export type Returns = 'boolean' | 'number' | 'text' | 'date' | 'duration' | 'size';

/** How many parameters a rule type takes and what may follow them, by the open parser's table. */
export interface Form {
  readonly type: string;
  readonly least: number;
  readonly most: number;
  readonly returns: readonly [Returns, ...Returns[]];
  readonly where: boolean;
  readonly threshold: boolean;
}

export const FORMS: readonly [Form, ...Form[]] = [
  form('RowCount', 0, 0, ['number'], 'where'),
  form('ColumnCount', 0, 0, ['number']),
  form('RowCountMatch', 1, 1, ['number']),
  form('SchemaMatch', 1, 1, ['number']),
  form('Completeness', 1, 1, ['number'], 'where'),
  form('IsComplete', 1, 1, ['boolean'], 'where'),
  form('Uniqueness', 1, 3, ['number'], 'where'),
  form('IsUnique', 1, 3, ['boolean'], 'where'),
  form('IsPrimaryKey', 1, 3, ['boolean'], 'where'),
  form('UniqueValueRatio', 1, 1, ['number'], 'where'),
  form('DistinctValuesCount', 1, 1, ['number'], 'where'),
  form('Entropy', 1, 1, ['number'], 'where'),
  form('Mean', 1, 1, ['number'], 'where'),
  form('Sum', 1, 1, ['number'], 'where'),
  form('StandardDeviation', 1, 1, ['number'], 'where'),
  form('Variance', 1, 1, ['number'], 'where'),
  form('ColumnLength', 1, 1, ['number'], 'where'),
  form('ColumnCorrelation', 2, 2, ['number'], 'where'),
  form('ColumnDataType', 1, 1, ['text'], 'where threshold'),
  form('ColumnValues', 1, 1, ['text', 'number', 'date'], 'where threshold'),
  form('ColumnExists', 1, 1, ['boolean']),
  form('ColumnNamesMatchPattern', 1, 1, ['boolean']),
  form('DataFreshness', 1, 1, ['duration'], 'where'),
  form('CustomSql', 1, 1, ['number', 'boolean'], 'threshold'),
  form('ReferentialIntegrity', 2, 2, ['number']),
  form('DatasetMatch', 2, 3, ['number']),
  form('AggregateMatch', 2, 2, ['number']),
  form('DetectAnomalies', 1, 3, ['boolean']),
  form('FileFreshness', 0, 1, ['date'], 'threshold'),
  form('FileMatch', 0, 1, ['text']),
  form('FileMatch', 2, 2, ['boolean']),
  form('FileUniqueness', 0, 1, ['number']),
  form('FileSize', 0, 1, ['size'], 'threshold'),
];

export const UNKNOWN: Form = form('Unknown', 1, 1, ['number']);

function form(type: string, least: number, most: number, returns: Form['returns'], clauses = ''): Form {
  return { type, least, most, returns, where: clauses.includes('where'), threshold: clauses.includes('threshold') };
}
