#!/bin/bash
# Lays out a packaged program (target/quarkus-app) as the image has it:
#   lay-out.sh target/quarkus-app /opt/windlass
# All of it goes on one plain class path: the JVM's archive knows nothing of Quarkus' own class loader.
set -euo pipefail

from=$1
to=$2
here=$(cd "$(dirname "$0")" && pwd -P)

mkdir -p "$to/lib" "$to/native"
# In this order Quarkus means them: what it changed goes before what it was made from.
jars=("$from"/quarkus/transformed-bytecode.jar "$from"/quarkus/generated-bytecode.jar
  "$from"/app/*.jar "$from"/lib/boot/*.jar "$from"/lib/main/*.jar)
class_path=
for jar in "${jars[@]}"; do
  cp "$jar" "$to/lib/"
  class_path=$class_path:$to/lib/${jar##*/}
done

case $(uname -m) in
  x86_64) library=librocksdbjni-linux64.so ;;
  aarch64) library=librocksdbjni-linux-aarch64.so ;;
  *) echo "lay-out: RocksDB has no library for $(uname -m)" >&2 && exit 1 ;;
esac
(cd "$to/native" && jar --extract --file "$to"/lib/org.rocksdb.rocksdbjni-*.jar "$library" && mv "$library" librocksdbjni.so)

sed "s|/opt/windlass|$to|g" "$here/java.options" > "$to/java.options"
printf -- '-cp\n%s\ndev.windlass.cli.Main\n' "${class_path#:}" >> "$to/java.options"
cp "$here/alive.sh" "$to/"
chmod -R a+rX "$to"
