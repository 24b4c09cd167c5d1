"""Writes ORC files of every kind into a folder: write-files.py FOLDER"""

import datetime
import decimal
import random
import sys
import zoneinfo

import pyarrow as pa
import pyarrow.orc as orc
import pyorc

folder = sys.argv[1]
chance = random.Random(7)
D = decimal.Decimal


def some(rows, make, nulls=0.0):
    return [None if chance.random() < nulls else make(i) for i in range(rows)]


def columns(rows, nulls):
    day = datetime.date(1970, 1, 1).toordinal()
    return {
        "flag": pa.array(some(rows, lambda i: chance.random() < 0.4, nulls), pa.bool_()),
        "tiny": pa.array(some(rows, lambda i: chance.randint(-128, 127) if i % 50 > 20 else 7, nulls), pa.int8()),
        "small": pa.array(some(rows, lambda i: chance.randint(-32768, 32767), nulls), pa.int16()),
        "whole": pa.array(some(rows, lambda i: chance.randint(-(2**31), 2**31 - 1), nulls), pa.int32()),
        "sequence": pa.array(some(rows, lambda i: i * 3 - 100, nulls), pa.int64()),
        "down": pa.array(some(rows, lambda i: -i * i, nulls), pa.int64()),
        "patched": pa.array(
            some(rows, lambda i: chance.randint(0, 100) if i % 40 else chance.randint(-(2**45), 2**45), nulls), pa.int64()
        ),
        "repeats": pa.array(some(rows, lambda i: -(10**12) * (i // 5 % 3), nulls), pa.int64()),
        "wide": pa.array(some(rows, lambda i: chance.randint(-(2**63), 2**63 - 1), nulls), pa.int64()),
        "real": pa.array(some(rows, lambda i: chance.gauss(0, 1e10), nulls), pa.float64()),
        "single": pa.array(some(rows, lambda i: i / 8, nulls), pa.float32()),
        "money": pa.array(some(rows, lambda i: D(chance.randint(-(10**8), 10**8)).scaleb(-2), nulls), pa.decimal128(12, 2)),
        "great": pa.array(
            some(rows, lambda i: D(chance.randint(-(10**38) + 1, 10**38 - 1) // 10 ** (i % 38)).scaleb(-5), nulls),
            pa.decimal128(38, 5),
        ),
        "few": pa.array(some(rows, lambda i: ["", "red", "grün", "blue " * 10][i % 4], nulls), pa.string()),
        "text": pa.array(some(rows, lambda i: chr(97 + i % 26) * chance.randint(0, 60), nulls), pa.string()),
        "bytes": pa.array(some(rows, lambda i: chance.randbytes(i % 9), nulls), pa.binary()),
        "day": pa.array(some(rows, lambda i: chance.randint(-200000, 200000), nulls), pa.int32()).cast(pa.date32()),
        "time": pa.array(some(rows, lambda i: chance.randint(-(2**63) + 10**9, 2**63 - 10**9), nulls), pa.int64()).cast(
            pa.timestamp("ns")
        ),
        "moment": pa.array(some(rows, lambda i: chance.randint(-(10**15), 2 * 10**15) * 1000, nulls), pa.int64()).cast(
            pa.timestamp("ns", tz="UTC")
        ),
        "list": pa.array(some(rows, lambda i: some(i % 4, lambda j: j, nulls), nulls), pa.list_(pa.int32())),
        "map": pa.array(
            some(rows, lambda i: [(f"k{j}", None if j else i) for j in range(i % 3)], nulls), pa.map_(pa.string(), pa.int64())
        ),
        "struct": pa.array(
            some(
                rows,
                lambda i: {"a": i, "b": None if i % 3 else str(i), "c": some(i % 3, lambda j: {"d": j % 2 == 0}, nulls)},
                nulls,
            ),
            pa.struct([("a", pa.int32()), ("b", pa.string()), ("c", pa.list_(pa.struct([("d", pa.bool_())])))]),
        ),
        "nested": pa.array(
            some(rows, lambda i: some(i % 3, lambda j: some(j, lambda k: "x" * k, nulls), nulls), nulls),
            pa.list_(pa.list_(pa.string())),
        ),
        "nothing": pa.array([None] * rows, pa.int32()),
    }


def write(name, table, **options):
    orc.write_table(table, f"{folder}/{name}.orc", **options)


everything = pa.table(columns(3000, 0.2))
for compression in ["uncompressed", "zlib", "snappy", "lz4", "zstd"]:
    write(f"nulls-{compression}", everything, compression=compression, compression_block_size=65536)
write("full", pa.table(columns(2500, 0.0)), compression="zlib")
write("dictionary", everything, dictionary_key_size_threshold=1.0, compression="snappy")
write("version-0.11", everything, file_version="0.11", compression="zlib")
write("stripes", pa.table(columns(20000, 0.1)), stripe_size=65536, batch_size=500, compression="zstd")
write("large", pa.table({k: v for k, v in columns(70000, 0.05).items() if k in ["sequence", "few", "time", "list", "flag"]}))
write("empty", everything.slice(0, 0))
write("one", everything.slice(0, 1))
write("speed-off", everything, compression_strategy="compression", compression="zlib", row_index_stride=1000)

rows = [
    (1, "a", D("1.50"), datetime.date(1500, 3, 1), True, [1, None], {"k": 1.5}, (1, "x")),
    (None, None, None, None, None, None, None, None),
    (-3, "c" * 300, D("-99999.99"), datetime.date(9999, 12, 31), False, [], {}, (None, None)),
] * 700
schema = "struct<i:int,s:varchar(300),d:decimal(7,2),day:date,b:boolean,l:array<int>,m:map<string,double>,st:struct<a:bigint,b:char(3)>>"
for kind in [pyorc.CompressionKind.NONE, pyorc.CompressionKind.ZLIB, pyorc.CompressionKind.SNAPPY, pyorc.CompressionKind.ZSTD]:
    with open(f"{folder}/pyorc-{kind.name.lower()}.orc", "wb") as file:
        with pyorc.Writer(file, schema, compression=kind, row_index_stride=500) as writer:
            writer.writerows(rows)
            writer.set_user_metadata(made=b"\x00by pyorc")

for zone in ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]:
    with open(f"{folder}/zone-{zone.replace('/', '-')}.orc", "wb") as file:
        tz = zoneinfo.ZoneInfo(zone)
        with pyorc.Writer(file, "struct<t:timestamp,u:timestamp with local time zone>", timezone=tz) as writer:
            start = datetime.datetime(1985, 1, 1, tzinfo=datetime.timezone.utc)
            for step in range(3000):
                moment = start + datetime.timedelta(hours=step * 117, microseconds=step)
                writer.write((moment, moment))

small = everything.slice(0, 200).select(["flag", "tiny", "wide", "patched", "money", "few", "text", "time", "real", "list", "map", "struct"])
for compression in ["uncompressed", "zlib", "snappy", "lz4", "zstd"]:
    write(f"small-{compression}", small, compression=compression, row_index_stride=1000)


def special(name, schema, rows, **options):
    with open(f"{folder}/{name}.special", "wb") as file:
        with pyorc.Writer(file, schema, **options) as writer:
            writer.writerows(rows)


utc = datetime.timezone.utc
special("union", "struct<u:uniontype<int,string>,n:int>", [((3, "x", None, -7, "")[i % 5], i) for i in range(100)])
special("root", "int", [1, None, 3])
special("far", "struct<t:timestamp>", [(datetime.datetime(9999, 12, 31, 23, 59, 59, 123456, utc),), (datetime.datetime(1, 1, 1, tzinfo=utc),)])
special("hive", "struct<_col0:int,_col1:string>", [(i, str(i)) for i in range(3)])
with open(f"{folder}/sorted.special", "wb") as file:
    table = pa.table({"n": pa.array(range(30000)), "s": pa.array([f"{i:05}" for i in range(30000)])})
    orc.write_table(table, file, stripe_size=1, batch_size=1000, row_index_stride=1000)
