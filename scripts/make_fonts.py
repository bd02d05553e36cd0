"""Makes the five faces of the official theme, with their licences and README.

Usage: python scripts/make_fonts.py CACHE_FOLDER

They go to ``templates/official/fonts/``. The packages that they come from (225 MB) are downloaded
into the folder once, with npm and apt-get, and checked by SHA-256.

Of its upstream a face has only outlines and widths, as TrueType, one glyph a character. There are
no hints and no layout tables: nothing kerns, joins or replaces signs, so that a sign is as wide as
the face says, and a copied text is the text. All faces have the same metrics and their Han at the
same height. The same inputs give the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import tarfile
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

TARGET = Path(__file__).resolve().parent.parent / "templates" / "official" / "fonts"

EM = 1000
ASCENT, DESCENT = 880, -120  # 1 em together; the middle between them is where Han have theirs
CHANGED = datetime(
    2026, 11, 30, tzinfo=UTC
)  # when what is done here was last changed; in every file, in place of the clock
VERSION = "1.000"
CURVE_ERROR = 1.0  # units by which a cubic curve may be missed

# Beside GB 2312 and the 通用规范汉字表: Latin-1, and signs that bulletins use.
SIGNS = (
    "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
    + "‐‑–—―‖‘’“”•…‰′″※€™〇〆℡№℃㎎㎏㎜㎝㎞㎡㎥㎢㏄㏑㏒㊣㈱★☆≡✓"
    + "▌▍▎▋▊▉█▓▪▫▼▽▶▷◀◁◉♦♢❖❀✿☎♥♠♣⇒"  # before headlines and points
    + "".join(chr(code) for code in (*range(0x2160, 0x216C), *range(0x2170, 0x217A)))  # Ⅰ-Ⅻ ⅰ-ⅹ
    + "".join(
        chr(code)
        for code in (
            *range(0x2460, 0x2474),
            0x24EA,
            *range(0x2776, 0x2780),
            *range(0x3251, 0x3260),
            *range(0x32B1, 0x32C0),
        )
    )
)

# Signs that fill 1 em in Chinese type, though some faces have them narrower: the share of the
# missing width that goes before the sign.
FULL_WIDTH = {"“": 1.0, "‘": 1.0, "”": 0.0, "’": 0.0, "·": 0.5, "…": 0.5}
# Dashes go from edge to edge, so that —— is one line, at half the height of Han. Both are drawn as
# the first: the other is often too thin.
DASHES = "—―"

# Signs that no upstream has, put together of those it has, each with its size: they come from lists
# of word processors.
COMPOSED = {
    "►": (("▶", 1.0),),
    "◄": (("◀", 1.0),),
    "▸": (("▶", 0.6),),
    "‣": (("▶", 0.6),),
    "∙": (("·", 1.0),),
    "➔": (("→", 1.0),),
    "➜": (("→", 1.0),),
    "✔": (("✓", 1.0),),
    "✗": (("×", 1.5),),
    "✘": (("×", 1.5),),
    "☐": (("□", 1.0),),
    "☑": (("□", 1.0), ("✓", 0.7)),
    "☒": (("□", 1.0), ("×", 1.1)),
}
# Arrowheads, of which one is hollow in its upper half, as corners of their contours.
ARROWHEAD = ((140, 80), (320, 380), (140, 680), (880, 380))
POLYGONS = {
    "➤": (ARROWHEAD,),
    "➢": (ARROWHEAD, ((355, 400), (760, 400), (225, 620))),
}

# What of FandolFang is used besides its Han. Its other signs are left to the next face: those that
# are not 1 em wide (※‖№‰℃Ⅳ↑↓), are half-width forms (－／＊＿), another sign (￥ shows $), of
# another size or weight (～□○〇《》〈〉①, and ⑪ is missing), or stand amiss (！？‘’“”·; six dots ……
# are not
# evenly spaced).
FANGSONG_SIGNS = "，、。；：（）【】〔〕「」『』—々 "
SPACE_WIDTH = {"FangSong": 256}  # as in SongTi, which sets the words on both sides


@dataclass(frozen=True)
class Package:
    """A package of npm or Debian, with the SHA-256 of its archive."""

    registry: str
    name: str
    version: str
    sha256: str

    @property
    def archive(self) -> str:
        """The name of the file that the registry's client downloads."""
        if self.registry == "npm":
            return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"
        return f"{self.name}_{self.version}_all.deb"

    def folder(self, cache: Path) -> Path:
        """Its files, unpacked. Raises SystemExit when the archive is another than it was."""
        archive, folder = cache / self.archive, cache / self.name.rsplit("/", 1)[-1]
        if not folder.exists():
            if not archive.exists():
                download = (
                    ("npm", "pack", f"{self.name}@")
                    if self.registry == "npm"
                    else ("apt-get", "download", f"{self.name}=")
                )
                subprocess.run([*download[:2], download[2] + self.version], cwd=cache, check=True)
            if (found := _sha256(archive.read_bytes())) != self.sha256:
                raise SystemExit(f"{archive}: SHA-256 is {found}, not {self.sha256}")
            if self.registry == "npm":
                with tarfile.open(archive) as files:
                    files.extractall(folder, filter="data")
            else:
                subprocess.run(["dpkg-deb", "-x", archive, folder], check=True)
        return folder


SERIF = Package(
    "npm",
    "@expo-google-fonts/noto-serif-sc",
    "0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
SANS = Package(
    "npm",
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
WENKAI = Package(
    "Debian",
    "fonts-lxgw-wenkai",
    "1.250+repack-1",
    "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
)
FANDOL = Package(
    "Debian",
    "texlive-lang-chinese",
    "2022.20230122-1",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)
FANDOL_FILE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
WENKAI_FILE = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"

# Name, address and, by the name of the file beside the fonts, what is under it.
OFL = ("OFL-1.1", "https://openfontlicense.org")
GPL = ("GPL-3.0 with the font exception", "https://www.gnu.org/licenses/gpl-3.0.html")
LICENCES = {
    "OFL-NotoSerifSC.txt": OFL,
    "OFL-NotoSansSC.txt": OFL,
    "OFL-LXGWWenKai.txt": OFL,
    "GPL-3-Fandol.txt": GPL,
}


@dataclass(frozen=True)
class Face:
    """A face to be made. ``lift``: units that its upstream's Han stand too low."""

    name: str
    upstream: str
    package: Package
    file: str
    licence: str
    lift: int = 0
    signs: str | None = None  # besides its Han; None: all that it has

    @property
    def path(self) -> Path:
        """Where it is written."""
        return TARGET / f"Bulletinc{self.name}.ttf"


FACES = (
    Face(
        "XiaoBiaoSong",
        "Noto Serif SC Bold",
        SERIF,
        "package/700Bold/NotoSerifSC_700Bold.ttf",
        "OFL-NotoSerifSC.txt",
    ),
    Face(
        "FangSong",
        "FandolFang",
        FANDOL,
        FANDOL_FILE,
        "GPL-3-Fandol.txt",
        lift=74,
        signs=FANGSONG_SIGNS,
    ),
    Face(
        "HeiTi",
        "Noto Sans SC Medium",
        SANS,
        "package/500Medium/NotoSansSC_500Medium.ttf",
        "OFL-NotoSansSC.txt",
    ),
    Face("KaiTi", "LXGW WenKai Regular", WENKAI, WENKAI_FILE, "OFL-LXGWWenKai.txt", lift=27),
    Face(
        "SongTi",
        "Noto Serif SC Regular",
        SERIF,
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        "OFL-NotoSerifSC.txt",
    ),
)


def gb2312() -> set[str]:
    """The characters of GB 2312."""
    rows, cells = (
        (bytes([byte]) for byte in range(0xA1, 0xF8)),
        [bytes([byte]) for byte in range(0xA1, 0xFF)],
    )
    return {
        character
        for row in rows
        for cell in cells
        for character in (row + cell).decode("gb2312", "ignore")
    }


def general_characters() -> set[str]:
    """The 8,105 characters of the 通用规范汉字表."""
    lines = (
        (Path(__file__).parent / "general_characters.txt").read_text(encoding="utf-8").splitlines()
    )
    return {character for line in lines if not line.startswith("#") for character in line}


def characters() -> set[str]:
    """All that the faces together are to have."""
    return gb2312() | general_characters() | {*SIGNS, *COMPOSED, *POLYGONS}


def is_han(character: str) -> bool:
    """Whether it is a Han character proper."""
    return unicodedata.name(character, "").startswith("CJK UNIFIED")


def make(face: Face, cache: Path) -> bytes:
    """The file of a face."""
    source = TTFont(face.package.folder(cache) / face.file)
    builder = _build_glyphs(face, source)
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT, lineGap=0)
    builder.setupOS2(
        version=4,
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        sTypoLineGap=0,
        usWinAscent=ASCENT,
        usWinDescent=-DESCENT,
        sxHeight=516,  # as SongTi has them, which sets the Latin next to FangSong
        sCapHeight=728,
        usWeightClass=400,
        fsSelection=1 << 6 | 1 << 7,  # REGULAR, USE_TYPO_METRICS
        fsType=0,  # may be embedded
        achVendID="BLTN",
    )
    builder.font["OS/2"].recalcCodePageRanges(builder.font)
    builder.setupPost(keepGlyphNames=False, underlinePosition=DESCENT, underlineThickness=50)
    builder.setupNameTable(_names(face, source), mac=False)
    seconds = int((CHANGED - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    builder.updateHead(created=seconds, modified=seconds)
    # Smooth at every size: without hints there is no grid to fit.
    builder.font["gasp"] = gasp = newTable("gasp")
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0b1010}
    builder.font.recalcTimestamp = False
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def _build_glyphs(face: Face, source: Any) -> Any:
    """A font with the glyphs of a face and their widths, and nothing else yet."""
    has, glyphs = source.getBestCmap(), source.getGlyphSet()
    wanted = {
        character
        for character in characters()
        if face.signs is None or is_han(character) or character in face.signs
    }
    ours = set() if face.signs is not None else {*COMPOSED, *POLYGONS}
    names = {
        ord(character): f"u{ord(character):04X}"
        for character in sorted(wanted)
        if ord(character) in has or character in ours
    }
    drawn = {".notdef": _draw(glyphs, ".notdef", face, "")}
    for code, name in names.items():
        character = chr(code)
        if character in ours:
            drawn[name] = _draw_own(glyphs, has, character)
            continue
        drawn[name] = _draw(
            glyphs, has[ord(DASHES[0]) if character in DASHES else code], face, character
        )
    builder = FontBuilder(EM)
    builder.setupGlyphOrder(list(drawn))
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: glyph for name, (glyph, _) in drawn.items()})
    builder.setupHorizontalMetrics(
        {name: (width, builder.font["glyf"][name].xMin) for name, (_, width) in drawn.items()}
    )
    return builder


def _draw(glyphs: Any, name: str, face: Face, character: str) -> tuple[Any, int]:
    """A glyph for a character: its outline in TrueType's curves, and its width."""
    glyph = glyphs[name]
    width, scale, left, up = glyph.width, 1.0, 0.0, face.lift
    if character and character in DASHES:
        bounds = ControlBoundsPen(glyphs)
        glyph.draw(bounds)
        start, bottom, end, top = bounds.bounds
        scale, width = EM / (end - start), EM
        left, up = -start * scale, (ASCENT + DESCENT - bottom - top) // 2
    elif character in FULL_WIDTH:
        width, left = EM, round((EM - width) * FULL_WIDTH[character])
    elif character == " ":
        width = SPACE_WIDTH.get(face.name, width)
    outline, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
    glyph.draw(outline)
    # PostScript turns its contours the other way round. Curves that are quadratic pass as they are.
    turned = Cu2QuPen(pen, CURVE_ERROR, reverse_direction=face.file.endswith(".otf"))
    outline.replay(TransformPen(turned, (scale, 0, 0, 1, left, up)))
    return pen.glyph(), round(width)


def _draw_own(glyphs: Any, has: dict[int, str], character: str) -> tuple[Any, int]:
    """A sign of ours, 1 em wide, in the middle of it and at the height of Han."""
    pen = TTGlyphPen(None)
    for corners in POLYGONS.get(character, ()):
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    for part, size in COMPOSED.get(character, ()):
        glyph, bounds = glyphs[has[ord(part)]], ControlBoundsPen(glyphs)
        glyph.draw(bounds)
        left, bottom, right, top = bounds.bounds
        middle = EM / 2, (ASCENT + DESCENT) / 2
        moved = (middle[0] - size * (left + right) / 2, middle[1] - size * (bottom + top) / 2)
        outline = DecomposingRecordingPen(glyphs)
        glyph.draw(outline)
        outline.replay(TransformPen(Cu2QuPen(pen, CURVE_ERROR), (size, 0, 0, size, *moved)))
    return pen.glyph(), EM


def _names(face: Face, source: TTFont) -> dict[str, str]:
    family, (licence, address) = f"Bulletinc {face.name}", LICENCES[face.licence]
    return {
        "copyright": _copyright(source),
        "familyName": family,
        "styleName": "Regular",
        "uniqueFontIdentifier": f"{VERSION};{face.path.stem}",
        "fullName": family,
        "version": f"Version {VERSION}",
        "psName": f"{face.path.stem}-Regular",
        "description": (
            f"Made from {face.upstream} ({source['name'].getDebugName(5)}); "
            f"changed {CHANGED:%Y-%m-%d}, see README.md."
        ),
        "licenseDescription": f"{licence}. The text is in {face.licence}, beside this file.",
        "licenseInfoURL": address,
    }


def _copyright(source: TTFont) -> str:
    return "\n".join(str(source["name"].getDebugName(0)).splitlines())


def licences(cache: Path) -> dict[str, str]:
    """The licence files: the words of the packages below the copyright lines of each font."""
    ofl = (
        (SANS.folder(cache) / "package/LICENSE_FONT").read_text(encoding="utf-8").split("\n", 1)[1]
    )
    fandol = FANDOL.folder(cache) / "usr/share/doc/texlive-doc/fonts/fandol"
    owners = {
        face.licence: _copyright(TTFont(face.package.folder(cache) / face.file, lazy=True))
        for face in FACES
    }
    owners["OFL-LXGWWenKai.txt"] += "\nwith Reserved Font Names '霞鹜' and 'LXGW'"
    owners["OFL-NotoSerifSC.txt"] += "\nCopyright 2012 Google Inc. All Rights Reserved."
    texts = {name: f"{owner}\n{ofl}" for name, owner in owners.items() if LICENCES[name] is OFL}
    texts["GPL-3-Fandol.txt"] = gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode()
    texts["README-Fandol.txt"] = (fandol / "README").read_text(encoding="utf-8")
    return {
        name: "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
        for name, text in texts.items()
    }


README = """\
# The faces of the official theme

Written by `scripts/make_fonts.py`, as are the fonts; change that, not this. \
bulletinc itself has a licence of its own;
each font below is under the licence that is named beside it. \
Neither licence binds the documents that are made with the fonts:
the font exception at the end of `GPL-3-Fandol.txt` is extended \
to the version of FandolFang that is here.

| File | Made from | Glyphs | Licence |
|---|---|---|---|
{faces}

## Where they come from

| Package | File in it | SHA-256 of the file |
|---|---|---|
{sources}

SHA-256 of the packages:

```
{packages}
```

## What was changed ({date})

- Kept: GB 2312, the 8,105 characters of 通用规范汉字表, Latin-1 and the signs that bulletins use, \
as far as the upstream font has them.
  Of FandolFang only Han and the signs {signs}: everything else is left to BulletincSongTi, \
the next family in the stack.
- Added: {own}, put together of signs that the face has or drawn by us, in all but FangSong.
- Dropped: hints, layout features (kerning, ligatures, alternates, vertical forms), glyph names, \
other styles.
- Outlines of FandolFang turned from cubic to quadratic curves (error at most {error:g}/1000 em).
- The quotation marks “”‘’, · and … are 1 em wide; — and ― are as well, \
without a gap between two of them.
- Han stand at the same height: FandolFang is {fang} units higher than upstream, LXGW WenKai {kai}.
- Ascent {ascent}, descent {descent}, 1000 units per em in all of them.
- Renamed; every face is a family of its own with one regular style. \
The upstream's fsType, where it was not 0, is 0.

FandolFang's form for editing is its upstream file, \
which TeX Live and Debian's package above hold; the script above makes ours from it.

## The files

```
{files}
```
"""


def readme(files: dict[str, bytes], cache: Path) -> str:
    """The provenance of the fonts, with the SHA-256 of each file in the folder but itself."""
    faces, sources = [], []
    for face in FACES:
        glyphs = TTFont(BytesIO(files[face.path.name]), lazy=True)["maxp"].numGlyphs
        faces.append(
            f"| `{face.path.name}` | {face.upstream} | {glyphs:,} "
            f"| {LICENCES[face.licence][0]}: `{face.licence}` |"
        )
        digest = _sha256((face.package.folder(cache) / face.file).read_bytes())
        sources.append(
            f"| {face.package.registry}: `{face.package.name}` {face.package.version} "
            f"| `{face.file}` | `{digest}` |"
        )
    return README.format(
        faces="\n".join(faces),
        sources="\n".join(sources),
        packages="\n".join(
            f"{package.sha256}  {package.archive}" for package in (SERIF, SANS, WENKAI, FANDOL)
        ),
        date=f"{CHANGED:%Y-%m-%d}",
        signs=FANGSONG_SIGNS.strip(),
        own="".join(sorted({*COMPOSED, *POLYGONS})),
        error=CURVE_ERROR,
        fang=FACES[1].lift,
        kai=FACES[3].lift,
        ascent=ASCENT,
        descent=-DESCENT,
        files="\n".join(f"{_sha256(data)}  {name}" for name, data in sorted(files.items())),
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main(cache: Path) -> None:
    """Write the folder, and say what each face has."""
    cache = cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    files = {name: text.encode() for name, text in licences(cache).items()}
    for face in FACES:
        files[face.path.name] = made = make(face, cache)
        missing = characters() - {
            chr(code) for code in TTFont(BytesIO(made), lazy=True).getBestCmap()
        }
        print(
            f"{face.path.name}: {len(made) / 1e6:.1f} MB, "
            f"lacks {len(missing)} of {len(characters())} characters"
        )
    files["README.md"] = readme(files, cache).encode()
    for name, data in files.items():
        (TARGET / name).write_bytes(data)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
