#!/bin/sh
# Install Spark where Java can run it, and say plainly where it cannot.
set -eu

version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || version=
if [ "${version:-0}" -ge 17 ]; then
    .venv/bin/uv --quiet pip install --compile-bytecode --require-hashes --requirement requirements/spark.txt
    echo "Java $version found: the Spark engine is tested too."
else
    echo "NO SPARK: no Java 17 or newer here, so the tests of the Spark engine are NOT RUN. All others are."
fi
