"""Says how Arrow files differ from what PyArrow reads of the ORC files of the same names: compare.py FOLDER"""

import pathlib
import sys

import pyarrow as pa
import pyarrow.ipc
import pyarrow.orc as orc

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.orc")):
    expected = orc.read_table(path)
    with pa.OSFile(str(path.with_suffix(".arrow"))) as file:
        found = pa.ipc.open_file(file).read_all()
    found.validate(full=True)
    if found.column_names != expected.column_names or found.num_rows != expected.num_rows:
        print(path.name, "has", found.num_rows, found.column_names, "for", expected.num_rows, expected.column_names)
        continue
    for name in expected.column_names:
        got, want = found[name], expected[name]
        if got.type != want.type:
            got = got.cast(want.type)
        got, want = got.combine_chunks(), want.combine_chunks()
        if not got.equals(want):
            row = next((i for i in range(len(want)) if got[i] != want[i] and (got[i].is_valid or want[i].is_valid)), None)
            values = "" if row is None else f"{got[row]!r} for {want[row]!r}"
            print(path.name, name, str(want.type), "row", row, values)
print("compared")
