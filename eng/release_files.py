"""Looks into the files of a release without starting them: programs of other systems, packages, the bill of materials, the image's recipe."""
import io, json, re, struct, sys, tarfile, zipfile, zlib
from pathlib import Path

out, top = Path(sys.argv[1]), Path(sys.argv[2])
version, told = out.name, []
sys.path.insert(0, str(top / "eng"))


def member(path, end):
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return archive.read(next(name for name in archive.namelist() if name.endswith(end)))
    with tarfile.open(path) as archive:
        return archive.extractfile(next(name for name in archive.getnames() if name.endswith(end))).read()


def resources(pe):
    """Types of the resources of a Windows program, and the texts of its version: {id: number of entries}."""
    at = struct.unpack_from("<I", pe, 0x3C)[0]
    assert pe[:2] == b"MZ" and pe[at:at + 4] == b"PE\0\0", "no PE file"
    machine, sections, _, _, _, optional, _ = struct.unpack_from("<HHIIIHH", pe, at + 4)
    assert machine == 0x8664, f"machine {machine:x}"
    header = at + 24
    assert struct.unpack_from("<H", pe, header)[0] == 0x20B, "not 64 bits"
    assert struct.unpack_from("<H", pe, header + 68)[0] == 3, "not a program of the console"
    place = struct.unpack_from("<I", pe, header + 112 + 8 * 2)[0]
    for i in range(sections):
        size, start, _, raw = struct.unpack_from("<IIII", pe, header + optional + 40 * i + 8)
        if start <= place < start + max(size, 1):
            base = raw + place - start
    named, numbered = struct.unpack_from("<HH", pe, base + 12)
    found = {}
    for i in range(named + numbered):
        kind, where = struct.unpack_from("<II", pe, base + 16 + 8 * i)
        found[kind] = sum(struct.unpack_from("<HH", pe, base + (where & 0x7FFFFFFF) + 12))
    return found


def whole(program, name):
    """The files that a program of .NET bundles end with are in it, also DuckDB's library, which is a resource of the program."""
    for part in (b"Gruppera.Cli.dll", b"Gruppera.Formats.dll", b"System.Private.CoreLib.dll", b"Microsoft.AspNetCore.dll", b"duckdb.gz", b"Gruppera.Formats.Sets.open-se.zip"):
        assert part in program, f"{name} lacks {part.decode()}"


windows = out / f"gruppera-{version}-win-x64.zip"
if windows.exists():
    exe = member(windows, "/gruppera.exe")
    found = resources(exe)
    assert found.get(3, 0) >= 4 and found.get(14) == 1, f"no icon: {found}"
    assert found.get(16) == 1 and "Gruppera".encode("utf-16-le") in exe, f"no version: {found}"
    assert version.encode("utf-16-le") in exe, "another version in the properties"
    whole(exe, "gruppera.exe")
    told.append(f"gruppera.exe: PE32+ of x64, {found[3]} icons, version {version}")
arm = out / f"gruppera-{version}-linux-arm64.tar.gz"
if arm.exists():
    elf = member(arm, "/gruppera")
    assert elf[:5] == b"\x7fELF\x02" and struct.unpack_from("<H", elf, 18)[0] == 183, "not a program of 64-bit ARM"
    whole(elf, "linux-arm64")
    told.append("linux-arm64: ELF of aarch64")
mac = out / f"gruppera-{version}-osx-arm64.tar.gz"
if mac.exists():
    macho = member(mac, "/gruppera")
    magic, cpu, _, _, commands = struct.unpack_from("<IIIII", macho, 0)
    assert (magic, cpu) == (0xFEEDFACF, 0x0100000C), "not a program of 64-bit ARM for macOS"
    place, kinds = 32, []
    for _ in range(commands):
        kind, size = struct.unpack_from("<II", macho, place)
        kinds.append(kind)
        place += size
    whole(macho, "osx-arm64")
    told.append(f"osx-arm64: Mach-O of arm64, {'signed ad hoc' if 0x1D in kinds else 'not signed'}")

# Packages: what NuGet shows, symbols beside each library, and sources that can be found from them.
for path in sorted(out.glob("*.nupkg")):
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        spec = package.read(next(name for name in names if name.endswith(".nuspec"))).decode("utf-8-sig")
    for part in ("<readme>README.md</readme>", "<icon>icon.png</icon>", "<tags>", "<license type=\"expression\">Apache-2.0</license>", f"<version>{version}</version>"):
        assert part in spec, f"{path.name} lacks {part}"
    assert {"README.md", "icon.png"} <= set(names), path.name
    assert f'commit="' in spec, f"{path.name} does not tell its commit"
    if "Gruppera.Cli" not in path.name:
        with zipfile.ZipFile(path.with_suffix(".snupkg")) as symbols:
            pdb = symbols.read(next(name for name in symbols.namelist() if name.endswith(".pdb")))
        # Names of sources stand as their parts, each with its length before it: /_/src/..., and nothing of where the clone was.
        assert b"\x01_" in pdb and b"gruppera-release-" not in pdb, f"{path.name}: paths of this machine in its symbols"
        if "<repository type=\"git\" url=\"https://" in spec:
            assert b'"documents"' in pdb, f"{path.name}: no SourceLink"
told.append(f"{len(list(out.glob('*.nupkg')))} packages")

bill = json.loads((out / f"gruppera-{version}.cdx.json").read_text("utf-8"))
assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
from pack import NOT_IN_IT  # noqa: E402
purls = {each["purl"] for each in bill["components"]}
lock = json.loads((top / "eng/locks/Gruppera.Cli.lock.json").read_text("utf-8"))
for part in lock["dependencies"].values():
    for name, what in part.items():
        assert what["type"] == "Project" or name in NOT_IN_IT or f"pkg:nuget/{name}@{what['resolved']}" in purls, f"{name} is not in the bill of materials"
assert all(each["licenses"][0]["expression"] and each["version"] for each in bill["components"])
assert len(purls) == len(bill["components"])
told.append(f"{len(purls)} components")

recipe = out / "Containerfile"
if recipe.exists():
    text = recipe.read_text("utf-8")
    assert "@VERSION@" not in text
    for pattern in re.findall(r"^COPY (?!--from)(\S+)", text, re.M):
        assert list(out.glob(pattern)), f"Containerfile: there is no {pattern}"
print("told:", "; ".join(told))
