"""Makes Arrow tables of every type, and compares them with what other readers find in an ORC file.

arrow-files.py make FILE.arrow ROWS SHARE_OF_NULLS …
arrow-files.py read FILE.arrow FILE.orc …       PyArrow and pyorc read the rows
arrow-files.py statistics FILE.arrow FILE.orc   the file's statistics are those that PyArrow would write
"""
import datetime
import decimal
import os
import random
import sys

import pyarrow as pa
import pyarrow.orc
import pyorc

DECIMAL = decimal.Context(prec=50)


def make(path, rows, nulls, *others):
    if others:
        make(*others)
    rows, nulls = int(rows), float(nulls)
    rand = random.Random(7)

    def values(of):
        return [None if rand.random() < nulls else of(row) for row in range(rows)]

    day = datetime.timedelta(days=1)
    columns = {
        'boolean': pa.array(values(lambda i: rand.random() < 0.3), pa.bool_()),
        'int8': pa.array(values(lambda i: rand.choice([1, 1, 1, rand.randrange(-128, 128)])), pa.int8()),
        'int16': pa.array(values(lambda i: rand.randrange(-32768, 32768)), pa.int16()),
        'int32': pa.array(values(lambda i: rand.randrange(-(2**31), 2**31) if i % 100 == 0 else i // 7), pa.int32()),
        'sequence': pa.array(values(lambda i: i), pa.int64()),
        'int64': pa.array(values(lambda i: rand.randrange(-(2**63), 2**63) if i % 3000 > 2000 else -i), pa.int64()),
        'wide': pa.array(values(lambda i: 2**60 + i * 3 if i % 3000 > 2000 else 2**55), pa.int64()),
        'outliers': pa.array(values(lambda i: rand.randrange(10**12) if i % 60 == 0 else i % 97), pa.int64()),
        'uint8': pa.array(values(lambda i: i % 256), pa.uint8()),
        'uint16': pa.array(values(lambda i: (i * 7) % 65536), pa.uint16()),
        'uint32': pa.array(values(lambda i: (i * 1234567) % 2**32), pa.uint32()),
        'uint64': pa.array(values(lambda i: 2**64 - 1 - i), pa.uint64()),
        'float': pa.array(values(lambda i: i / 7), pa.float32()),
        'double': pa.array(values(lambda i: rand.gauss(0, 1)), pa.float64()),
        'decimal12': pa.array(
            values(lambda i: decimal.Decimal(rand.randrange(-(10**9), 10**9)).scaleb(-2)), pa.decimal128(12, 2)
        ),
        'decimal38': pa.array(
            values(lambda i: DECIMAL.scaleb(decimal.Decimal(rand.randrange(-(10**38) + 1, 10**38)), -10)),
            pa.decimal128(38, 10),
        ),
        'words': pa.array(values(lambda i: rand.choice(['red', 'green', '', 'äöü', '€😀'])), pa.string()),
        'texts': pa.array(values(lambda i: f'row number {i} {"x" * (i % 40)}'), pa.string()),
        'dictionary': pa.array(values(lambda i: 'abc'[i % 3] * 3), pa.string()).dictionary_encode(),
        'large': pa.array(values(lambda i: f'{i}'), pa.large_string()),
        'binary': pa.array(values(lambda i: bytes([i % 256]) * (i % 5)), pa.binary()),
        'fixed': pa.array(values(lambda i: i.to_bytes(4, 'big')), pa.binary(4)),
        'date': pa.array(values(lambda i: datetime.date(1900, 1, 1) + i * day), pa.date32()),
        'seconds': pa.array(values(lambda i: i * 360_000 - 10**9), pa.timestamp('s')),
        'millis': pa.array(values(lambda i: i * 86_400_000 - 10**12 - 1), pa.timestamp('ms')),
        'micros': pa.array(values(lambda i: -1_000_001 * i - 10**6 if i % 2 else i * 10**12 + i), pa.timestamp('us')),
        'nanos': pa.array(values(lambda i: rand.randrange(-(2**62), 2**62)), pa.timestamp('ns')),
        'zoned': pa.array(values(lambda i: i * 3_600_000_001), pa.timestamp('us', 'America/New_York')),
        'list': pa.array(
            values(lambda i: [None if rand.random() < nulls else j for j in range(i % 4)]), pa.list_(pa.int32())
        ),
        'lists': pa.array(
            values(lambda i: [['x' * j] if j else None for j in range(i % 3)]), pa.list_(pa.list_(pa.string()))
        ),
        'pair': pa.array(values(lambda i: [i / 2, None]), pa.list_(pa.float64(), 2)),
        'map': pa.array(
            values(lambda i: [(str(j), j if j else None) for j in range(i % 4)]), pa.map_(pa.string(), pa.int64())
        ),
        'struct': pa.array(
            values(lambda i: {'x': i if i % 3 else None, 'y': {'z': str(i)} if i % 5 else None}),
            pa.struct([('x', pa.int64()), ('y', pa.struct([('z', pa.string())]))]),
        ),
        'nothing': pa.nulls(rows, pa.int32()),
    }
    table = pa.table(columns)
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table, max_chunksize=1777)


def read(arrow, orc, *others):
    if others:
        read(*others)
    wanted = pa.ipc.open_file(arrow).read_all()
    found = pyarrow.orc.ORCFile(orc).read()
    assert found.num_rows == wanted.num_rows, found.num_rows
    for name in wanted.column_names:
        same(f'{orc}, {name}', wanted[name].combine_chunks(), found[name].combine_chunks())
    if wanted.num_rows == 0:
        return
    # pyorc makes Python values of its own, and goes to rows and past row groups by the row index.
    names = ['boolean', 'int8', 'int32', 'int64', 'double', 'decimal12', 'decimal38', 'words', 'texts', 'dictionary']
    names += ['binary', 'date', 'list', 'lists', 'map', 'struct']
    expected = wanted.select(names).to_pylist(maps_as_pydicts='strict')
    options = {'column_names': names, 'struct_repr': pyorc.StructRepr.DICT}
    rows = pyorc.Reader(open(orc, 'rb'), **options)
    for number, (row, one) in enumerate(zip(rows, expected, strict=True)):
        assert row == one, (orc, number, row, one)
    for number in [len(expected) - 1, *range(0, len(expected), 499), 0]:
        rows.seek(number)
        row = next(rows)
        assert row == expected[number], (orc, number, row, expected[number])
    many = pyorc.PredicateColumn(pyorc.TypeKind.LONG, name='sequence')
    least = len(expected) // 2
    options['column_names'] = ['sequence', *names]
    rows = pyorc.Reader(open(orc, 'rb'), predicate=(many >= least) & (many < least + 10), **options)
    found = {row['sequence']: row for row in rows if row['sequence'] is not None}
    assert len(expected) < 2000 or len(found) < len(expected) / 2, (orc, len(found))
    for number in range(least, min(len(expected), least + 10)):
        if wanted['sequence'][number].as_py() is not None:
            row = found[number]
            assert row == {'sequence': number, **expected[number]}, (orc, number, row)


def same(name, wanted, found):
    if pa.types.is_dictionary(wanted.type) or pa.types.is_large_string(wanted.type):
        wanted = wanted.cast(pa.string())
    elif wanted.type in (pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(), pa.binary(4)) or pa.types.is_timestamp(wanted.type):
        wanted = wanted.cast(found.type)
    if pa.types.is_timestamp(wanted.type):
        assert wanted.equals(found), name
        return
    for row, (a, b) in enumerate(zip(wanted.to_pylist(), found.to_pylist(), strict=True)):
        assert a == b, f'{name}, row {row}: {b!r} instead of {a!r}'


KEYS = ['kind', 'has_null', 'number_of_values', 'minimum', 'maximum', 'sum', 'total_length', 'false_count', 'true_count']


def statistics(arrow, orc):
    table = pa.ipc.open_file(arrow).read_all()
    dictionary = table.schema.get_field_index('dictionary')
    table = table.set_column(dictionary, 'dictionary', table['dictionary'].cast(pa.string()))
    for name in ('uint8', 'uint16', 'uint32', 'uint64'):
        wider = {'uint8': pa.int16(), 'uint16': pa.int32(), 'uint32': pa.int64(), 'uint64': pa.decimal128(20, 0)}[name]
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(wider))
    pyarrow.orc.write_table(table, orc + '.theirs')
    ours, theirs = (pyorc.Reader(open(path, 'rb')) for path in (orc, orc + '.theirs'))
    assert str(ours.schema) == str(theirs.schema), ours.schema
    assert ours.schema.kind == theirs.schema.kind
    compared = 0
    for column in range(count(ours.schema)):
        a, b = ours[column].statistics, theirs[column].statistics
        for key in KEYS:
            if key not in b:
                continue
            compared += 1
            x, y = a.get(key), b[key]
            close = x is not None and is_close(x, y)
            assert x == y or close, f'column {column}, {key}: {x!r} instead of {y!r}'
    print(compared)
    os.remove(orc + '.theirs')


def is_close(a, b):
    """Sums of doubles differ by the order of their terms; PyArrow cuts milliseconds before 1970 towards zero."""
    if isinstance(b, datetime.datetime):
        return abs(a - b) <= datetime.timedelta(milliseconds=1)
    return isinstance(b, float) and abs(a - b) <= 1e-9 * max(1, abs(b))


def count(schema):
    kind = type(schema).__name__
    if kind == 'Struct':
        return 1 + sum(count(child) for child in schema.fields.values())
    if kind == 'Array':
        return 1 + count(schema.type)
    if kind == 'Map':
        return 1 + count(schema.key) + count(schema.value)
    return 1


{'make': make, 'read': read, 'statistics': statistics}[sys.argv[1]](*sys.argv[2:])
