# The buckets of the lake s3://lake/orders

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

resource "aws_s3_bucket" "lake" {
  bucket = "lake"
}

resource "aws_s3_bucket_versioning" "lake" {
  bucket = aws_s3_bucket.lake.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket = aws_s3_bucket.lake.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/lake"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  depends_on = [aws_s3_bucket_versioning.lake]

  rule {
    id     = "glue-replay archive orders/raw/"
    status = "Enabled"

    filter {
      prefix = "orders/raw/"
    }

    transition {
      days          = 30
      storage_class = "STANDARD_IA"
    }

    transition {
      days          = 90
      storage_class = "GLACIER"
    }
  }

  rule {
    id     = "glue-replay old versions orders/raw/"
    status = "Enabled"

    filter {
      prefix = "orders/raw/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "glue-replay uploads orders/raw/"
    status = "Enabled"

    filter {
      prefix = "orders/raw/"
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  rule {
    id     = "glue-replay quarantine orders/processed/quarantine/"
    status = "Enabled"

    filter {
      prefix = "orders/processed/quarantine/"
    }

    expiration {
      days = 90
    }
  }

  rule {
    id     = "glue-replay old versions orders/processed/"
    status = "Enabled"

    filter {
      prefix = "orders/processed/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "glue-replay uploads orders/processed/"
    status = "Enabled"

    filter {
      prefix = "orders/processed/"
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  rule {
    id     = "glue-replay old versions orders/curated/"
    status = "Enabled"

    filter {
      prefix = "orders/curated/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "glue-replay uploads orders/curated/"
    status = "Enabled"

    filter {
      prefix = "orders/curated/"
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  rule {
    id     = "glue-replay labels orders/quality/labels/"
    status = "Enabled"

    filter {
      prefix = "orders/quality/labels/"
    }

    expiration {
      days = 90
    }
  }

  rule {
    id     = "glue-replay old versions orders/quality/"
    status = "Enabled"

    filter {
      prefix = "orders/quality/"
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  rule {
    id     = "glue-replay uploads orders/quality/"
    status = "Enabled"

    filter {
      prefix = "orders/quality/"
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
