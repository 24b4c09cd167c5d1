"""wait-for-s3.py ENDPOINT PID: ends when S3 and SQS at ENDPOINT have answered a real call, with 1 when PID ended first.

Health pages are green before, and also where the service behind them cannot be loaded.
"""
import os
import sys
import time

import boto3
from botocore.config import Config

PATIENCE_SECONDS = 60


def main(endpoint, pid):
    began = time.monotonic()
    while True:
        try:
            return call(endpoint)
        except Exception as error:
            if not alive(pid) or time.monotonic() - began > PATIENCE_SECONDS:
                sys.exit(f"{endpoint} does not work: {error}")
        time.sleep(0.1)


def call(endpoint):
    options = {
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
        "config": Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    }
    s3 = boto3.client("s3", **options)
    s3.create_bucket(Bucket="wait-for-s3")
    s3.delete_bucket(Bucket="wait-for-s3")
    boto3.client("sqs", **options).list_queues()


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


main(sys.argv[1], int(sys.argv[2]))
