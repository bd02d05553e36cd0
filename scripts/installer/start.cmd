@echo off
rem @ACTION@ bulletinc for this user, without network and without an administrator. This file is ASCII on purpose.
setlocal EnableExtensions DisableDelayedExpansion
set "STATUS=2"
rem A folder on the network gets a letter by pushd, for cmd works in none without.
pushd "%~dp0" || goto end
if not exist installer.py goto broken
if not exist SHA256SUMS goto broken
set "FITS=import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '@PYTHON@'.split('.'))) or sys.maxsize < 2**32)"
set "WHOLE=import hashlib; raise SystemExit(hashlib.sha256(open('installer.py', 'rb').read()).hexdigest() not in open('SHA256SUMS', encoding='utf-8').read())"
set "RUN="
if defined PYTHON set RUN="%PYTHON%"
if defined RUN %RUN% -I -c "%FITS%" >nul 2>nul && goto found
set "RUN=py -@PYTHON@"
%RUN% -I -c "%FITS%" >nul 2>nul && goto found
set "RUN=python"
%RUN% -I -c "%FITS%" >nul 2>nul && goto found
type python-needed.txt
goto back
:found
%RUN% -I -c "%WHOLE%" >nul 2>nul || goto broken
%RUN% -I installer.py @ACTION@ %*
set "STATUS=%ERRORLEVEL%"
goto back
:broken
echo The bundle is not whole. Copy the zip again, unpack all of it, then start this file again.
rem The same in Chinese, which cmd itself shows right in one code page only.
powershell -NoProfile -Command "[regex]::Unescape('\u5b89\u88c5\u5305\u4e0d\u5b8c\u6574\u3002\u8bf7\u91cd\u65b0\u62f7\u8d1d\u538b\u7f29\u5305\uff0c\u5168\u90e8\u89e3\u538b\u540e\u518d\u53cc\u51fb\u8fd9\u4e2a\u6587\u4ef6\u3002')" 2>nul
:back
popd
:end
if "%~1"=="" pause
exit /b %STATUS%
