/** What is said of a dialect wins over what is found. */
export interface CsvOptions {
  /** One character. */
  readonly delimiter?: string;
  /** One character. */
  readonly quote?: string;
  readonly header?: boolean;
  readonly decimalComma?: boolean;
}
