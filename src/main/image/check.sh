#!/bin/sh
# Runs the service from an image as an engine of containers would: its layers as a read-only root, user 65532, two folders that can be written;
# and asks it. It needs root, for the mounts, and uses nothing but the image: sh src/main/image/check.sh target/support-entitlements-image.tar
set -eu
image=$(realpath "$1")
port=${2:-18080}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/image" "$work/root"
tar xf "$image" -C "$work/image"
for layer in $(grep -o '[0-9a-f]*\.tar\.gz' "$work/image/manifest.json"); do
  tar xzpf "$work/image/$layer" --same-owner --warning=no-unknown-keyword -C "$work/root"
done
mkdir -p "$work/root/proc" "$work/root/dev"
grep -q '"User":"65532:65532"' "$work/image/config.json"
grep -q '"Entrypoint":\["/java/bin/java","@service/start"\]' "$work/image/config.json"
cat > "$work/run" <<RUN
mount --bind $work/root $work/root
mount -o remount,ro,bind $work/root
mount --rbind /proc $work/root/proc
mount --rbind /dev $work/root/dev
for folder in tmp var/lib/support-entitlements; do mount -t tmpfs -o uid=65532,gid=65532,mode=700 tmpfs $work/root/\$folder; done
exec env -i $(grep -o '"Env":\[[^]]*' "$work/image/config.json" | sed 's/"Env":\[//; s/","/" "/g') SERVER_PORT=$port JDK_JAVA_OPTIONS=-Xshare:on \
  /usr/bin/unshare --root $work/root --wd /app --setgid 65532 --setuid 65532 /java/bin/java @service/start
RUN
unshare --mount sh -e "$work/run" > "$work/log" 2>&1 &
service=$!
left=300
until curl -sf "http://localhost:$port/actuator/health/readiness"; do
  left=$((left - 1))
  if [ $left = 0 ] || ! kill -0 $service 2> /dev/null; then
    cat "$work/log"
    kill $service 2> /dev/null || true
    exit 1
  fi
  sleep 1
done
echo
curl -sf "http://localhost:$port/v1/policy" | cut -c 1-200
kill $service
wait $service || true
