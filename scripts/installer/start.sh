#!/bin/sh
# @ACTION@ bulletinc for this user, without network and without an administrator. Choose a Python: PYTHON=/path/python3 sh @ACTION@.sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
whole='import hashlib, sys
sums = open(sys.argv[1] + "/SHA256SUMS", encoding="utf-8").read().split()
sys.exit(hashlib.sha256(open(sys.argv[1] + "/installer.py", "rb").read()).hexdigest() not in sums)'
fits='import sys; sys.exit(sys.version_info[:2] != tuple(map(int, "@PYTHON@".split("."))))'
for python in ${PYTHON:+"$PYTHON"} python@PYTHON@ python3 python; do
    if "$python" -I -c "$fits" 2>/dev/null; then
        if ! "$python" -I -c "$whole" "$here" 2>/dev/null; then
            printf '%s\n' "安装包不完整。请重新拷贝压缩包，全部解压后再来。" \
                "The bundle is not whole. Copy the zip again and unpack all of it." >&2
            exit 2
        fi
        exec "$python" -I "$here/installer.py" @ACTION@ "$@"
    fi
done
printf '%s\n' "没有找到 Python @PYTHON@（本机的 python3：$(python3 --version 2>&1)）。" \
    "请换用与本机 Python 对应的安装包，或者先装 Python @PYTHON@，见 说明.html；" \
    "装在别处的，执行：PYTHON=/路径/python@PYTHON@ sh @ACTION@.sh" \
    "Python @PYTHON@ was not found. Take the bundle for your Python, or name one: PYTHON=/path/python@PYTHON@ sh @ACTION@.sh" >&2
exit 2
