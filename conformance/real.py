"""Runs rulesets through Deequ, and texts through the open DQDL parser, in one JVM.

    python real.py QUESTIONS ANSWERS

Both are files of JSON lines, one answer a question, in order. A question is
  {"prelude": text, "rules": [text…], "primary": TABLE, "references": {alias: TABLE}}
  {"texts": [text…]}
with TABLE as {"columns": [[name, type]…], "rows": [[cell…]…]}, and its answer
  {"rules": [[rule, outcome, reason, {metric: value}, verdicts]…], "errors": {rule as asked: message}}
  {"printed": [text or null…]}
Verdicts are a letter a row, in the order of the input: P passed, F failed, S skipped, - in no list; null where no row
has one.
Where one rule ends the whole run, each is run by itself, and that one is among the errors. CONFORMANCE_JARS names the
jars.
"""

import contextlib
import json
import os
import re
import sys
import tempfile
import zipfile

import py4j.java_gateway
import py4j.protocol
from pyspark.sql import SparkSession

RULE_TABLE = "rules/rules-config.json"
LONGEST_MESSAGE = 200


def main(questions, answers):
    jars = os.environ["CONFORMANCE_JARS"].split(":")
    with tempfile.TemporaryDirectory() as folder:
        write_longer_table(jars, folder)
        engine = Engine([folder, *jars], os.path.join(folder, "warehouse"))
        with open(questions, encoding="utf-8") as asked, open(answers, "w", encoding="utf-8") as answered:
            for line in asked:
                answered.write(json.dumps(engine.answer(json.loads(line)), ensure_ascii=False) + "\n")
                answered.flush()
        engine.stop()


def write_longer_table(jars, folder):
    """The parser's table of rule types with those that Deequ knows and the published table lacks."""
    jar = next(jar for jar in jars if RULE_TABLE in zipfile.ZipFile(jar).namelist())
    table = json.loads(zipfile.ZipFile(jar).read(RULE_TABLE))
    types = table["rule_types"]
    for rule_type in types:
        if rule_type["rule_type_name"] in ("Uniqueness", "IsUnique"):
            rule_type["parameters"][0]["is_var_arg"] = True
    column = {"type": "String", "name": "TargetColumn", "description": "Name of the column"}
    known = {rule_type["rule_type_name"] for rule_type in types}
    for name in ("Variance", "Range", "ZerosCount", "InterquartileRange", "Skewness", "Kurtosis", "DuplicateRowCount"):
        if name not in known:
            types.append(numeric_type(name, [{**column, "is_var_arg": name == "DuplicateRowCount"}]))
    if "DuplicateRowCount" not in known:
        types.append(numeric_type("DuplicateRowCount", []))
    os.makedirs(os.path.join(folder, os.path.dirname(RULE_TABLE)))
    with open(os.path.join(folder, RULE_TABLE), "w", encoding="utf-8") as file:
        json.dump(table, file)


def numeric_type(name, parameters):
    return {
        "rule_type_name": name,
        "description": name,
        "parameters": parameters,
        "return_type": "NUMBER",
        "is_where_clause_supported": True,
        "scope": "column" if parameters else "table",
    }


class Engine:
    def __init__(self, class_path, warehouse):
        self.spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.driver.extraClassPath", ":".join(class_path))
            .config("spark.driver.extraJavaOptions", "-Xss16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
            .config("spark.driver.memory", "2g")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.default.parallelism", "1")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", warehouse)
            .config("spark.sql.parser.escapedStringLiterals", "false")
            # Compiling a plan takes longer than a table of ten rows.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        self.spark.sparkContext.setLogLevel("OFF")
        # PySpark asks the JVM for the whole stack of every exception: that takes longer than all else.
        py4j.java_gateway.get_return_value = py4j.protocol.get_return_value
        self.jvm = self.spark._jvm
        self.session = self.spark._jsparkSession
        self.deequ = self.jvm.com.amazon.deequ.dqdl.EvaluateDataQuality
        self.parser = self.jvm.software.amazon.glue.dqdl.parser.DQDLParser()
        self.types = {}

    def stop(self):
        self.spark.stop()

    def answer(self, question):
        if "texts" in question:
            return {"printed": [self.print_text(text) for text in question["texts"]]}
        with self.views(question) as tables:
            rules, errors = self.judge(tables, question["prelude"], question["rules"])
        return {"rules": sorted(rules, key=lambda rule: rule[0]), "errors": errors}

    def print_text(self, text):
        """Rules and analyzers as the parser prints them; null where it refuses or breaks."""
        try:
            ruleset = self.parser.parse(text)
            return f"{ruleset.getRules().toString()}{ruleset.getAnalyzers().toString()}"
        except Exception:
            return None

    @contextlib.contextmanager
    def views(self, question):
        """The tables, each also a view under its name: Deequ leaves that to its host."""
        tables = {"primary": self.table(question["primary"])}
        tables.update((alias, self.table(table)) for alias, table in question["references"].items())
        for name, table in tables.items():
            table.createOrReplaceTempView(name)
        try:
            yield tables
        finally:
            for name in tables:
                self.spark.catalog.dropTempView(name)

    def judge(self, tables, prelude, rules):
        try:
            return self.process(tables, prelude + "Rules = [\n" + ",\n".join(rules) + "\n]"), {}
        except Exception as error:  # whatever the JVM throws is the answer
            if len(rules) == 1:
                return [], {rules[0]: message_of(error)}
        answers, errors = [], {}
        for rule in rules:
            more, wrong = self.judge(tables, prelude, [rule])
            answers += more
            errors.update(wrong)
        return answers, errors

    def table(self, table):
        """A data frame of nullable columns that holds its rows itself: they are made by casts, then laid down."""
        types = [self.type_of(type_) for _, type_ in table["columns"]]
        schema = self.jvm.org.apache.spark.sql.types.StructType()
        for (name, _), type_ in zip(table["columns"], types):
            schema = schema.add(name, type_, True)
        rows = self.jvm.java.util.ArrayList()
        if table["rows"] and table["columns"]:
            declared = [type_ for _, type_ in table["columns"]]
            values = ", ".join(
                "(" + ", ".join(literal(cell, type_) for cell, type_ in zip(row, declared)) + ")" for row in table["rows"]
            )
            rows = self.session.sql(f"SELECT * FROM VALUES {values}").collectAsList()
        return self.session.createDataFrame(rows, schema)

    def type_of(self, text):
        if text not in self.types:
            self.types[text] = self.jvm.org.apache.spark.sql.types.DataType.fromDDL(text)
        return self.types[text]

    def process(self, tables, ruleset):
        others = self.jvm.java.util.HashMap()
        for alias, table in tables.items():
            if alias != "primary":
                others[alias] = table
        sources = self.jvm.org.apache.spark.api.python.PythonUtils.toScalaMap(others)
        results = self.deequ.processRows(tables["primary"], ruleset, sources)
        outcomes = self.json_rows(results.apply(self.deequ.RULE_OUTCOMES_KEY()))
        judged = self.json_rows(results.apply(self.deequ.ROW_LEVEL_OUTCOMES_KEY()))
        rows = verdicts(self.json_rows(tables["primary"]), judged, set(tables["primary"].columns()))
        return [
            [
                each["Rule"],
                each["Outcome"],
                shortened(each.get("FailureReason")),
                each.get("EvaluatedMetrics", {}),
                rows.get(each["Rule"]),
            ]
            for each in outcomes
        ]

    def json_rows(self, frame):
        lines = self.jvm.java.lang.String.join("\n", frame.toJSON().collectAsList())
        return [json.loads(line) for line in lines.split("\n") if line]


def literal(cell, type_):
    """SQL of a cell: text that is cast to its type, fields and elements each by theirs."""
    if cell is None:
        return f"CAST(NULL AS {type_})"
    if type_.startswith("struct<"):
        parts = fields_of(type_)
        return "named_struct(" + ", ".join(f"{quoted(name)}, {literal(cell[name], of)}" for name, of in parts) + ")"
    if type_.startswith("array<"):
        element = type_[len("array<") : -1]
        return f"CAST(array({', '.join(literal(each, element) for each in cell)}) AS {type_})"
    text = str(cell).lower() if isinstance(cell, bool) else str(cell)
    return f"unhex({quoted(text)})" if type_ == "binary" else f"CAST({quoted(text)} AS {type_})"


def fields_of(type_):
    return [part.split(":", 1) for part in re.split(r",(?![^<(]*[>)])", type_[len("struct<") : -1])]


def quoted(text):
    """A string literal of plain characters: whatever else there is, by its number."""
    characters = (each if each.isalnum() and each.isascii() or each in " .:-+_" else escaped(each) for each in text)
    return "'" + "".join(characters) + "'"


def escaped(character):
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


RESULTS = {name: letter for letter, name in zip("PFS", ("Pass", "Fail", "Skip"))}


def verdicts(rows, judged, names):
    """A letter a row for each rule. Rows come in any order and are told apart by what they hold; equal ones are sorted."""

    def cells_of(row):
        # Deequ leaves columns of its own beside those of the table.
        return json.dumps({name: cell for name, cell in row.items() if name in names}, sort_keys=True)

    rows = [cells_of(row) for row in rows]
    if sorted(rows) != sorted(map(cells_of, judged)):
        raise ValueError("other rows than there were")
    letters = {}
    for row in judged:
        for name, letter in RESULTS.items():
            for rule in row.get(f"DataQualityRules{name}", []):
                letters.setdefault(rule, {}).setdefault(cells_of(row), []).append(letter)
    for of_rule in letters.values():
        for found in of_rule.values():
            found.sort(reverse=True)
    return {
        rule: "".join(of_rule[row].pop() if of_rule.get(row) else "-" for row in rows)
        for rule, of_rule in letters.items()
    }


def shortened(message):
    """The message without what is another each time: numbers of columns, ids, addresses, the order of a set."""
    if message is None:
        return None
    stable = re.sub(r"#\d+L?", "", message)
    stable = re.sub(r"Lambda\$\d+/0x[0-9a-f]+", "Lambda", stable)
    stable = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", stable)
    stable = re.sub(r"org\.apache\.spark\.sql\.types\.DecimalType\$@[0-9a-f]+", "DecimalType", stable)
    stable = re.sub(r"(?<=to be one of \()[^)]*", lambda types: ",".join(sorted(types[0].split(","))), stable)
    return stable if len(stable) <= LONGEST_MESSAGE else stable[:LONGEST_MESSAGE] + "…"


def message_of(error):
    """What the JVM said: its class and message, without the stack."""
    java = getattr(error, "java_exception", None)
    return shortened(repr(error) if java is None else java.toString())


if __name__ == "__main__":
    main(*sys.argv[1:])
