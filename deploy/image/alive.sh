#!/bin/bash
# Whether the program in this container is alive, without a tool that its image would have to bring.
exec 3<> "/dev/tcp/127.0.0.1/${WINDLASS_PORT:-8080}" || exit 1
printf 'GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 5 _ status _ <&3
[ "$status" = 200 ]
