"""Strange, broken and malicious PDFs, made from seeds; and a way to convert them under the service's own limits."""
