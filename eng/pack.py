"""Packs what eng/release built: archives, packages, notices and the bill of materials, byte for byte the same each time.

Entries stand in order of names with the time SOURCE_DATE_EPOCH, root as owner and no trace of this machine. Standard library of Python alone.
"""
import base64, gzip, hashlib, io, json, os, re, struct, sys, tarfile, time, uuid, zipfile
from pathlib import Path
from xml.sax.saxutils import unescape

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", 0))
# Packages that build the program or are locked without being in it (Gruppera.Cli.csproj says which and why).
NOT_IN_IT = ("Meziantou.Analyzer", "Roslynator.Analyzers", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks",
             "Microsoft.Data.SqlClient.SNI.runtime")
PACKAGES = Path(os.environ.get("NUGET_PACKAGES") or Path.home() / ".nuget/packages")
SUMMARY = "Groups care contacts by NordDRG definition tables"


def tar_gz(path, files):
    """files: (name, bytes, mode). A mode with the bit of a link has the place it leads to as its bytes."""
    path.write_bytes(gzip.compress(tar(files), 9, mtime=0))


def tar(files):
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.GNU_FORMAT) as archive:
        folders = set()
        for name, content, mode in sorted(files):
            for folder in list(Path(name).parents)[-2::-1]:
                if str(folder) not in folders and str(folder) != ".":
                    folders.add(str(folder))
                    entry = tarfile.TarInfo(("./" if name.startswith("./") else "") + str(folder))
                    entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o755, EPOCH
                    entry.uname = entry.gname = "root"
                    archive.addfile(entry)
            entry = tarfile.TarInfo(name)
            entry.mode, entry.mtime, entry.uname, entry.gname = mode & 0o7777, EPOCH, "root", "root"
            if mode & 0o120000 == 0o120000:
                entry.type, entry.linkname = tarfile.SYMTYPE, content.decode()
                archive.addfile(entry)
            else:
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    return plain.getvalue()


def zip_(path, files, first=()):
    when = time.gmtime(max(EPOCH, 315532800))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content, mode in sorted(files, key=lambda file: (file[0] not in first, file[0])):
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, (0o100000 | mode) << 16
            archive.writestr(entry, content)


def papers(work):
    return [(each, (Path(work) / "papers" / each).read_bytes(), 0o644) for each in ("LICENSE", "THIRD-PARTY-NOTICES.txt", "README.md", "CHANGELOG.md")]


def packages_of(lock):
    """What the program is made of, by the lock file: {name: (version, sha512 in base64)}."""
    found = {}
    for part in json.loads(Path(lock).read_text("utf-8"))["dependencies"].values():
        for name, what in part.items():
            if what["type"] != "Project" and name not in NOT_IN_IT:
                found[name] = (what["resolved"], what["contentHash"])
    return dict(sorted(found.items()))


def runtimes_of(source):
    """The parts of .NET that self-contained programs bring: {name: version}."""
    assets = json.loads(next(Path(source).glob("artifacts/obj/Gruppera.Cli/**/project.assets.json")).read_text("utf-8"))
    wanted = (each for part in assets["project"]["frameworks"].values() for each in part.get("downloadDependencies", []))
    return dict(sorted((each["name"], each["version"].strip("[]").split(",")[0]) for each in wanted if ".App.Runtime." in each["name"]))


def about(name, version):
    folder = PACKAGES / name.lower() / version
    text = (folder / f"{name.lower()}.nuspec").read_text("utf-8-sig")
    value = lambda tag: unescape((re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.S) or ["", ""])[1]).strip()
    licence = value("license")
    if not re.search(r'<license type="expression"', text):
        sys.exit(f"{name} {version}: no licence expression in its package; eng/pack.py must be told its licence")
    return folder, licence, value("copyright") or f"Copyright (c) {value('authors')}", value("projectUrl")


def scripts_of(source):
    """Scripts and styles of others within pages: (name, version, licence, integrity)."""
    lock = json.loads((Path(source) / "src/Gruppera.Presentation/package-lock.json").read_text("utf-8"))
    return [(path.removeprefix("node_modules/"), each["version"], each.get("license", ""), each["integrity"])
            for path, each in sorted(lock["packages"].items()) if path]


def notices(source, work, lock):
    source = Path(source)
    rule, parts = "=" * 100, []
    parts.append("Gruppera is under the Apache License 2.0 (LICENSE). It contains the following works of others.\n")
    texts, used = [], set()
    for name, (version, _) in packages_of(lock).items():
        folder, licence, copyright_, url = about(name, version)
        used.add(licence.split(" OR ")[0])  # of a choice, the first is taken
        parts.append(f"{name} {version}\n  {licence}; {copyright_}\n  {url}\n")
        for file in sorted(folder.iterdir()):
            if re.search(r"licen|notice", file.name, re.I) and file.suffix.lower() in (".txt", ".md") and licence == "MIT" and not name.startswith("Microsoft."):
                texts.append((f"{name}: {file.name}", file.read_text("utf-8-sig")))
    runtimes = runtimes_of(source)
    for name, version in runtimes.items():
        parts.append(f"{name} {version}\n  MIT; Copyright (c) .NET Foundation and Contributors\n  https://dot.net/\n")
    for kind in ("Microsoft.NETCore.App.Runtime.linux-x64", "Microsoft.AspNetCore.App.Runtime.linux-x64"):
        folder = PACKAGES / kind.lower() / runtimes[kind]
        texts += [(f"{kind}: {file.name}", file.read_text("utf-8-sig")) for file in sorted(folder.iterdir())
                  if re.search(r"^(licen|third)", file.name, re.I)]
    for name, version, licence, _ in scripts_of(source):
        parts.append(f"{name} {version} (npm)\n  {licence}\n")
        folder = source / "src/Gruppera.Presentation/node_modules" / name
        texts += [(f"{name}: {file.name}", file.read_text("utf-8-sig")) for file in sorted(folder.iterdir())
                  if file.is_file() and re.search(r"^(licen|notice|copyright)", file.name, re.I)]
    for licence in sorted(used - {"Apache-2.0"}):
        texts.insert(0, (licence, (source / f"eng/package/licences/{licence}.txt").read_text("utf-8")))
    target = Path(work) / "papers"
    target.mkdir(parents=True, exist_ok=True)
    whole = "\n".join(parts) + "".join(f"\n{rule}\n{title}\n{rule}\n\n{text.strip()}\n" for title, text in texts)
    (target / "THIRD-PARTY-NOTICES.txt").write_text(whole.replace("\r\n", "\n").replace("\r", "\n"), "utf-8", newline="\n")
    (target / "LICENSE").write_bytes((source / "LICENSE").read_bytes())
    (target / "CHANGELOG.md").write_bytes((source / "CHANGELOG.md").read_bytes())
    (target / "README.md").write_bytes((source / "eng/package/README.md").read_bytes())


def program_of(work, system):
    folder = Path(work) / system
    files = [each for each in folder.iterdir() if each.suffix not in (".pdb", ".xml")]
    if len(files) != 1 or not files[0].name.startswith("Gruppera.Cli"):
        sys.exit(f"{system}: the program should be one file, and is {', '.join(sorted(each.name for each in files))}")
    return files[0].read_bytes()


def program(work, out, version, system):
    windows = system.startswith("win-")
    folder = f"gruppera-{version}-{system}"
    files = [(f"{folder}/{name}", content, mode) for name, content, mode in
             papers(work) + [("gruppera.exe" if windows else "gruppera", program_of(work, system), 0o755)]]
    (zip_ if windows else tar_gz)(Path(out) / f"{folder}{'.zip' if windows else '.tar.gz'}", files)


def debian(work, out, version):
    paper = {name: content for name, content, _ in papers(work)}
    copyright_ = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Gruppera\n\nFiles: *\n" \
        "Copyright: The Gruppera authors\nLicense: Apache-2.0\n On Debian the text is in /usr/share/common-licenses/Apache-2.0.\n"
    for system, machine in (("linux-x64", "amd64"), ("linux-arm64", "arm64")):
        if not (Path(work) / system).is_dir():
            continue
        doc = "./usr/share/doc/gruppera/"
        files = [
            ("./usr/bin/gruppera", b"../lib/gruppera/gruppera", 0o120777), ("./usr/lib/gruppera/gruppera", program_of(work, system), 0o755),
            (doc + "copyright", copyright_.encode(), 0o644), (doc + "THIRD-PARTY-NOTICES.gz", gzip.compress(paper["THIRD-PARTY-NOTICES.txt"], 9, mtime=0), 0o644),
            (doc + "changelog.gz", gzip.compress(paper["CHANGELOG.md"], 9, mtime=0), 0o644)]
        name = version.replace("-", "~", 1)
        control = f"Package: gruppera\nVersion: {name}\nArchitecture: {machine}\nMaintainer: The Gruppera authors <gruppera@example.org>\n" \
            f"Installed-Size: {sum(len(content) for _, content, _ in files) // 1024}\nDepends: libc6 (>= 2.28), libgcc-s1, libstdc++6, libssl3t64 | libssl3 | libssl1.1\n" \
            f"Section: science\nPriority: optional\nDescription: {SUMMARY}\n" \
            " Gives each care contact its group (DRG), return code and deciding rule,\n explains why, and computes weights, casemix and payment.\n"
        sums = "".join(f"{hashlib.md5(content).hexdigest()}  {name[2:]}\n" for name, content, mode in sorted(files) if mode < 0o100000)
        members = [("debian-binary", b"2.0\n"),
                   ("control.tar.gz", gzip.compress(tar([("./control", control.encode(), 0o644), ("./md5sums", sums.encode(), 0o644)]), 9, mtime=0)),
                   ("data.tar.gz", gzip.compress(tar(files), 9, mtime=0))]
        whole = b"!<arch>\n"
        for member, content in members:
            whole += f"{member:<16}{EPOCH:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode() + content + b"\n" * (len(content) % 2)
        (Path(out) / f"gruppera_{name}_{machine}.deb").write_bytes(whole)


def image(work, out, version, containerfile):
    (Path(out) / "Containerfile").write_text(Path(containerfile).read_text("utf-8").replace("@VERSION@", version), "utf-8", newline="\n")


def packages(made, out):
    """NuGet packages without their random names and times."""
    for path in sorted(Path(made).glob("*.*nupkg")):
        with zipfile.ZipFile(path) as archive:
            files = {each.filename: archive.read(each) for each in archive.infolist()}
        core = next(name for name in files if name.endswith(".psmdcp"))
        fixed = "package/services/metadata/core-properties/core.psmdcp"
        rels = files["_rels/.rels"].decode("utf-8").replace(core, fixed)
        ids = iter(range(1, 99))
        files["_rels/.rels"] = re.sub(r'Id="R[0-9A-F]+"', lambda _: f'Id="R{next(ids)}"', rels).encode()
        files[fixed] = files.pop(core)
        zip_(Path(out) / path.name, [(name, content, 0o644) for name, content in files.items()], ("[Content_Types].xml", "_rels/.rels"))


def native(source, work, out, version):
    source, out = Path(source), Path(out)
    library = (source / "artifacts/native/lib/libgruppera.so").read_bytes()
    header = (source / "src/Gruppera.Native/include/gruppera.h").read_bytes()
    paper = [each for each in papers(work) if each[0] in ("LICENSE", "THIRD-PARTY-NOTICES.txt")]
    folder = f"libgruppera-{version}-linux-x64"
    tar_gz(out / f"{folder}.tar.gz", [(f"{folder}/{name}", content, mode) for name, content, mode in paper + [
        ("lib/libgruppera.so", library, 0o755), ("include/gruppera.h", header, 0o644)]])

    # Python: the oldest C library that has every function the library asks for is in the name of the wheel.
    glibc = max(tuple(map(int, each.split(b"."))) for each in re.findall(rb"GLIBC_(2\.\d+)", library))
    short = re.sub(r"-(?:dev)\.?", ".dev", version) if "-dev" in version else re.sub(r"-([a-z]+)\.?", r"\1", version)
    tag, info = f"py3-none-manylinux_{glibc[0]}_{glibc[1]}_x86_64", f"gruppera-{short}.dist-info"
    project = (source / "bindings/python/pyproject.toml").read_text("utf-8")
    value = lambda name: re.search(rf'^{name} = "(.*)"', project, re.M)[1]
    metadata = f"Metadata-Version: 2.4\nName: gruppera\nVersion: {short}\nSummary: {value('description')}\nAuthor: The Gruppera authors\n" \
        f"License-Expression: Apache-2.0\nRequires-Python: {value('requires-python')}\nDescription-Content-Type: text/markdown\n\n" \
        + (source / "bindings/python/README.md").read_text("utf-8")
    code = source / "bindings/python/src/gruppera"
    files = [(f"gruppera/{each.name}", each.read_bytes(), 0o644) for each in code.iterdir() if each.is_file()]
    files += [("gruppera/lib/libgruppera.so", library, 0o755), (f"{info}/METADATA", metadata.encode(), 0o644)]
    files += [(f"{info}/licenses/{name}", content, mode) for name, content, mode in paper]
    files += [(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: gruppera\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(), 0o644)]
    digest = lambda content: base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, content, _ in sorted(files)) + f"{info}/RECORD,,\n"
    zip_(out / f"gruppera-{short}-{tag}.whl", files + [(f"{info}/RECORD", record.encode(), 0o644)])

    # R: a source package with the header; libgruppera itself is beside it.
    number = re.sub(r"-[a-z]+\.", ".", version)
    base, files = source / "bindings/r/gruppera", [("gruppera/src/gruppera.h", header, 0o644)]
    for each in base.rglob("*"):
        name = each.relative_to(base).as_posix()
        if each.is_file() and each.suffix not in (".o", ".so") and name not in (".gitignore", ".Rbuildignore"):
            content = each.read_bytes()
            if name == "DESCRIPTION":
                content = re.sub(rb"(?m)^Version: .*$", f"Version: {number}".encode(), content)
            files.append((f"gruppera/{name}", content, 0o644))
    tar_gz(out / f"gruppera_{number}.tar.gz", files)


def sbom(source, out, version, commit, lock):
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
    components = []

    def add(name, number, licence, purl, sha512=None):
        one = {"type": "library", "bom-ref": purl, "name": name, "version": number, "purl": purl, "licenses": [{"expression": licence}]}
        if sha512:
            one["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(sha512).hex()}]
        components.append(one)

    for name, (number, sha512) in packages_of(lock).items():
        add(name, number, about(name, number)[1], f"pkg:nuget/{name}@{number}", sha512)
    for name, number in runtimes_of(source).items():
        sha = (PACKAGES / name.lower() / number / f"{name.lower()}.{number}.nupkg.sha512").read_text().strip()
        add(name, number, "MIT", f"pkg:nuget/{name}@{number}", sha)
    for name, number, licence, integrity in scripts_of(source):
        add(name, number, licence, f"pkg:npm/{name.replace('@', '%40')}@{number}", integrity.removeprefix("sha512-") if integrity.startswith("sha512-") else None)
    main = f"pkg:generic/gruppera@{version}"
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'gruppera {version} {commit}')}", "version": 1,
        "metadata": {"timestamp": stamp, "component": {
            "type": "application", "bom-ref": main, "name": "gruppera", "version": version, "purl": main, "licenses": [{"expression": "Apache-2.0"}],
            "properties": [{"name": "gruppera:commit", "value": commit}]}},
        "components": components, "dependencies": [{"ref": main, "dependsOn": [each["bom-ref"] for each in components]}]}
    (Path(out) / f"gruppera-{version}.cdx.json").write_text(json.dumps(document, indent=2) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    {each.__name__.strip("_"): each for each in (notices, program, debian, image, packages, native, sbom)}[sys.argv[1]](*sys.argv[2:])
