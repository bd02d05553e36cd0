@echo off
rem install bulletinc for this user, without network and without an administrator. This file is ASCII on purpose.
setlocal
pushd "%~dp0" || exit /b 2
if not exist installer.py goto broken
if not exist SHA256SUMS goto broken
set "FITS=import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '@PYTHON@'.split('.'))) or sys.maxsize < 2**32)"
set "WHOLE=import hashlib, sys; sys.exit(hashlib.sha256(open('installer.py', 'rb').read()).hexdigest() not in open('SHA256SUMS', encoding='utf-8').read())"
set "RUN="
if defined PYTHON set RUN="%PYTHON%"
if defined RUN %RUN% -c "%FITS%" >nul 2>nul && goto found
set "RUN=py -@PYTHON@"
%RUN% -c "%FITS%" >nul 2>nul && goto found
set "RUN=python"
%RUN% -c "%FITS%" >nul 2>nul && goto found
type python-needed.txt
set "STATUS=2"
goto end
:found
%RUN% -c "%WHOLE%" >nul 2>nul || goto broken
%RUN% installer.py install %*
set "STATUS=%ERRORLEVEL%"
goto end
:broken
echo The bundle is not whole. Copy the zip again, unpack all of it, then start this file again.
set "STATUS=2"
:end
popd
if "%~1"=="" pause
exit /b %STATUS%
