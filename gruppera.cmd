@echo off
rem Runs Gruppera from its sources in the command prompt; builds it first where needed (gruppera.ps1).
set "program=%~dp0artifacts\gruppera\Gruppera.Cli.exe"
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0gruppera.ps1" --version <nul >nul || exit /b 1
"%program%" %*
