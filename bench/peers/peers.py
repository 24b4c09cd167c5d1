"""Times two generators of test data at ten columns like those of bench/people.ts.

    python peers.py dbldatagen ROWS FOLDER
    python peers.py snowfakery ROWS FOLDER

Prints one JSON line: {"rows": count, "seconds": seconds}, start-up not counted.
"""

import json
import os
import sys
import time


def dbldatagen(rows, folder):
    import dbldatagen as dg
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").config(
        "spark.ui.showConsoleProgress", "false"
    ).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.range(10).count()

    def made(count):
        return (
            dg.DataGenerator(spark, name="people", rows=count, partitions=4, randomSeedMethod="hash_fieldname")
            .withColumn("id_text", "string", template=r"T\n\n\n\n\n\n\n\n", random=True)
            .withColumn("customer_id", "string", prefix="C", uniqueValues=1000, random=True)
            .withColumn("name", "string", template=r"\w \w|\w a. \w", random=True)
            .withColumn("email", "string", template=r"\w.\w@\w.com", random=True)
            .withColumn("country", "string", values=["US", "DE", "JP"], weights=[4, 3, 3], random=True)
            .withColumn("seen_at", "timestamp", begin="2023-01-01 00:00:00", end="2023-01-31 23:59:59",
                        interval="1 second", random=True)
            .withColumn("amount", "decimal(12,2)", minValue=0.5, maxValue=2000, step=0.01, random=True)
            .withColumn("quantity", "int", minValue=1, maxValue=9, random=True)
            .withColumn("points", "long", minValue=0, maxValue=1000000, random=True, percentNulls=0.1)
            .withColumn("flag", "boolean", expr="rand() < 0.5")
            .build()
        )

    made(1000).write.mode("overwrite").parquet(os.path.join(folder, "warm"))
    began = time.perf_counter()
    made(rows).write.mode("overwrite").parquet(os.path.join(folder, "people"))
    seconds = time.perf_counter() - began
    spark.stop()
    return seconds


RECIPE = """
- object: people
  count: {rows}
  fields:
    customer_id: C${{{{random_number(min=1, max=1000)}}}}
    name: {{fake: name}}
    email: {{fake: email}}
    country: {{random_choice: [US, DE, JP]}}
    seen_at: {{fake: date_time}}
    amount: ${{{{random_number(min=1, max=2000)}}}}
    quantity: ${{{{random_number(min=1, max=9)}}}}
    points: ${{{{random_number(min=0, max=1000000)}}}}
    flag: {{random_choice: [true, false]}}
"""


def snowfakery(rows, folder):
    from snowfakery import generate_data

    recipe = os.path.join(folder, "people.yml")
    with open(recipe, "w", encoding="utf-8") as file:
        file.write(RECIPE.format(rows=rows))
    generate_data(recipe, output_format="csv", output_folder=os.path.join(folder, "warm"), target_number=(10, "people"))
    began = time.perf_counter()
    generate_data(recipe, output_format="csv", output_folder=os.path.join(folder, "people"))
    return time.perf_counter() - began


if __name__ == "__main__":
    _, peer, count, place = sys.argv
    taken = {"dbldatagen": dbldatagen, "snowfakery": snowfakery}[peer](int(count), place)
    print(json.dumps({"rows": int(count), "seconds": taken}))
