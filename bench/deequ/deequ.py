"""Judges a Parquet file by a DQDL ruleset with Deequ on local Spark, some times over, as a user of it would run it.

    python deequ.py DATA RULES ROUNDS

Prints one JSON line: {"started": seconds, "judged": [seconds…], "passed": count, "rules": count, "failed": [rule…]}.
CONFORMANCE_JARS names the jars.
"""

import json
import os
import sys
import time


def main(data, rules, rounds):
    began = time.perf_counter()
    spark = start()
    started = time.perf_counter() - began
    judge = spark._jvm.com.amazon.deequ.dqdl.EvaluateDataQuality
    none = spark._jvm.org.apache.spark.api.python.PythonUtils.toScalaMap(spark._jvm.java.util.HashMap())
    with open(rules, encoding="utf-8") as file:
        ruleset = file.read()
    judged, outcomes = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        frame = spark.read.parquet(data)
        outcomes = [json.loads(row) for row in judge.process(frame._jdf, ruleset, none).toJSON().collectAsList()]
        judged.append(time.perf_counter() - began)
    failed = [outcome["Rule"] for outcome in outcomes if outcome["Outcome"] != "Passed"]
    figures = {"started": started, "judged": judged, "rules": len(outcomes), "failed": failed}
    print(json.dumps({**figures, "passed": len(outcomes) - len(failed)}))
    spark.stop()


def start():
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[*]")
        .config("spark.driver.extraClassPath", os.environ["CONFORMANCE_JARS"])
        .config("spark.driver.memory", "8g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", str(os.cpu_count()))
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
