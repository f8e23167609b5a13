# syntax=docker/dockerfile:1
# The service: no compiler, no pip, no root; everything that changes is written to /data and /tmp.
#   docker build -t tablewright .
#   docker run --rm -v tablewright:/data tablewright keys add me
#   docker run --read-only --tmpfs /tmp -v tablewright:/data -p 127.0.0.1:8000:8000 tablewright
# Without Ray: a cluster's nodes run their own image.
# `make container` runs these steps and the image where there is no container engine.

FROM debian:12-slim AS build
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends python3-venv ca-certificates binutils
WORKDIR /src
COPY requirements.lock ./
RUN python3 -m venv /opt/tablewright \
 && /opt/tablewright/bin/pip install --quiet --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY schemas ./schemas
COPY extractors ./extractors
COPY service ./service
RUN /opt/tablewright/bin/pip install --quiet --no-cache-dir --no-deps --no-build-isolation .
# What only others need goes. Distributions: Ray and what it alone asks for; what RapidOCR's own pipeline asks for, as of
# that wheel one model is used, by ONNX Runtime, and nothing is imported; the bridge to Tesseract, which is not here.
RUN /opt/tablewright/bin/pip uninstall --quiet --yes \
      ray jsonschema jsonschema-specifications referencing rpds-py msgpack filelock \
      omegaconf pyclipper shapely pillow colorlog tqdm requests charset-normalizer protobuf flatbuffers pytesseract \
      setuptools pip
# Files: other models, tools to make models, doors of Arrow to networks, stores other than S3, tests, what compilers and
# type checkers read, symbols for debuggers (where wheels do not bring their libraries along: those must not be touched).
# Bytecode stays: without it the service takes twice as long to start, and it may not keep what it compiles.
RUN cd /opt/tablewright/lib/python3.11/site-packages \
 && rm -r rapidocr/models/*_det_* rapidocr/models/*_cls_* \
      onnxruntime/transformers onnxruntime/tools onnxruntime/quantization onnxruntime/capi/libonnxruntime.so* \
      pyarrow/*flight* pyarrow/*s3* pyarrow/libarrow_python.so pyarrow/libarrow_python.so.*.* \
 && find botocore/data -mindepth 1 -maxdepth 1 -type d ! -name s3 ! -name sts ! -name 'sso*' -exec rm -r {} + \
 && find . -depth -type d \( -name tests -o -name include \) ! -path '*.dist-info/*' -exec rm -r {} + \
 && find . -type f \( -name '*.a' -o -name '*.h' -o -name '*.py[ix]' -o -name '*.px[di]' \) -delete \
 && find aiohttp frozenlist httptools multidict propcache pyarrow sqlalchemy uvloop wrapt yaml yarl \
      -name '*.so*' -exec strip --strip-unneeded {} + \
 && /opt/tablewright/bin/tablewright schema > /dev/null

FROM debian:12-slim
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends python3 ca-certificates \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* \
 && useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tablewright \
 && install -d -o tablewright -g tablewright /data
COPY --from=build /opt/tablewright /opt/tablewright
# No bytecode is written at run time: the root file system may be read-only.
ENV PATH=/opt/tablewright/bin:/usr/local/bin:/usr/bin:/bin \
    TABLEWRIGHT_DATA=/data \
    PYTHONDONTWRITEBYTECODE=1
USER tablewright
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# Inside the container the service listens on all addresses, so it asks for a key (`tablewright keys add NAME`) or
# TABLEWRIGHT_KEYS; without one it binds to the container's loopback and says so.
ENTRYPOINT ["tablewright"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
