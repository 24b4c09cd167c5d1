/** Values in the order in which a Java `HashMap` of their keys yields them. Keys must differ. */
export function inJavaMapOrder<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  let capacity = 16;
  while (values.length > capacity * 0.75) capacity *= 2;
  const bucketOf = (value: Value): number => spread(javaHash(keyOf(value))) & (capacity - 1);
  return values.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}

/** `String.hashCode()`. */
function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
