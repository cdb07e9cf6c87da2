# Runs Gruppera from its sources in PowerShell; builds it first where that has not been done since the last change of its sources.
# Windows PowerShell 5.1 and PowerShell 7; also called by gruppera.cmd.
$ErrorActionPreference = 'Stop'
$self = Get-Item -LiteralPath $PSCommandPath
while ($self.LinkType -eq 'SymbolicLink') {
    $target = @($self.Target)[0]
    if (-not [IO.Path]::IsPathRooted($target)) { $target = Join-Path $self.DirectoryName $target }
    $self = Get-Item -LiteralPath $target
}
$here = $self.DirectoryName
$windows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$program = Join-Path $here ('artifacts/gruppera/Gruppera.Cli' + $(if ($windows) { '.exe' } else { '' }))
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('Gruppera needs the .NET SDK 10: https://dotnet.microsoft.com/download (or a release, which needs nothing: docs/install.md)')
    exit 1
}
$built = Get-Item -LiteralPath $program -ErrorAction SilentlyContinue
$sources = 'src', 'Directory.Build.props', 'Directory.Packages.props' | ForEach-Object { Join-Path $here $_ }
if (-not $built -or (Get-ChildItem -LiteralPath $sources -Recurse -File | Where-Object LastWriteTimeUtc -gt $built.LastWriteTimeUtc | Select-Object -First 1)) {
    [Console]::Error.WriteLine('Building Gruppera, which is done once and takes a minute or more.')
    $project = Join-Path $here 'src/Gruppera.Cli'
    # Stops where a step fails; what it prints must not get into the program's output.
    function Step($title, $arguments) {
        [Console]::Error.WriteLine("  $title")
        & dotnet @arguments --verbosity quiet --nologo | ForEach-Object { [Console]::Error.WriteLine($_) }
        if ($LASTEXITCODE -ne 0) { exit 1 }
    }
    Step '1 of 2: fetching packages' @('restore', $project)
    Step '2 of 2: compiling' @('publish', $project, '--configuration', 'Release', '--no-restore', '--output', (Join-Path $here 'artifacts/gruppera'))
    (Get-Item -LiteralPath $program).LastWriteTimeUtc = [DateTime]::UtcNow
}
$OutputEncoding = New-Object Text.UTF8Encoding $false
if ($MyInvocation.ExpectingInput) { $input | & $program @args } else { & $program @args }
exit $LASTEXITCODE
