#!/usr/bin/env bash
# Makes .venv with bulletinc in it, and installs what pip cannot: Pango and its companions.
#
#   scripts/setup.sh          what a user needs: bulletinc with all but the cluster
#   scripts/setup.sh dev      and what the tests and checks need
#
# Versions are those of requirements-dev.lock. Does nothing where that has been done.
#
# Debian and Ubuntu packages that are missing are installed if this user may; else the command to do it is printed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$@" >&2; }

stop() { say "" "$@"; exit 1; }

# The newest rights to install that this user has: nothing for root, "sudo -n", or failure.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    stop "需要 Python 3.11 或更新的版本。" "bulletinc needs Python 3.11 or newer, and there is none here (python3: $(python3 --version 2>&1 || true))." \
        "On Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv"
}

missing_packages() {
    local package
    if ! "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        "$1" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'
    fi
    for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        installed "$package" || printf '%s\n' "$package"
    done
}

install_packages() {
    local packages
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "这不是 Debian 或 Ubuntu：Pango 和 HarfBuzz 请先自行装好，见 README.zh-CN.md。" \
            "This is neither Debian nor Ubuntu: Pango and HarfBuzz have to be there already (README.md says how)."
        return
    fi
    mapfile -t packages < <(missing_packages "$1")
    [ "${#packages[@]}" -gt 0 ] || return 0
    say "正在安装缺少的 Debian 软件包 · Installing missing Debian packages: ${packages[*]} …"
    if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null; then
        stop "没有权限安装。请执行（或者请管理员执行）下面的命令，然后再来一遍：" \
            "They could not be installed. Run this, or have it run, then repeat what you did:" "" \
            "    sudo apt-get update && sudo apt-get install -y ${packages[*]}"
    fi
}

# Whether .venv was made here (its programs hold the place they were made in) and its Python still works.
usable() { [ "$(cat .venv/place 2>/dev/null)" = "$PWD" ] && .venv/bin/python -c 'import pip' 2>/dev/null; }

up_to_date() {
    local file
    usable && [ -f "$1" ] || return 1
    for file in pyproject.toml requirements-dev.lock hatch_build.py bulletinc/__init__.py scripts/setup.sh; do
        [ "$file" -ot "$1" ] || return 1
    done
}

make_environment() {
    if ! usable; then
        say "正在建立 .venv · Making .venv with $("$1" --version) …"
        rm -rf .venv
        "$1" -m venv .venv
        printf '%s\n' "$PWD" > .venv/place
    fi
    say "正在从 PyPI 安装 bulletinc · Installing bulletinc and what it needs from PyPI …"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.lock --editable ".$2"
    # pip compiles what it copies, and an editable install is not copied: the first start would pay for it.
    .venv/bin/python -m compileall -q bulletinc
}

stamp=.venv/made-for-${1:-user}
if ! up_to_date "$stamp"; then
    python=$(find_python)
    install_packages "$python"
    make_environment "$python" "[archive,desk,typst,word,watch${1:+,$1}]"
    touch "$stamp" .venv/made-for-user
fi
