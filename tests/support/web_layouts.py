"""Saved web pages as sites and programs lay them out: headline × container × chrome × hiding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

TITLE = "柳荫街道清理沿河堆物"
PROSE = (
    "近日，柳荫街道对十二条背街小巷逐条排查，清理堆物三十六处。",
    "“以前一下雨就积水，现在路平了。”住在槐荫巷的居民说。",
    "下一步，街道将建立巡查台账，每周通报一次，把管护落到细处。",
)
SIGNED = "柳荫街道办事处　2026年4月9日"

HEADLINES = {
    "h1": "<h1>{t}</h1>",
    "h2": "<h2>{t}</h2>",
    "h4": "<h4>{t}</h4>",
    "class": '<div class="article-title">{t}</div>',
    "id": '<p id="title">{t}</p>',
    "font": "<center><font size=5>{t}</font></center>",
    "bold": "<p align=center><b>{t}</b></p>",
    "header": "<header><h1>{t}</h1></header>",
    "cell": "<table width=100%><tr><td align=center>{t}</td></tr></table>",
    "span": '<span style="font-size:22px">{t}</span>',
}
CONTAINERS = {
    "article": "{h}<article>{b}</article>",
    "section": "<main>{h}<section>{b}</section></main>",
    "wrapped": '<div class="wrap"><div class="main">{h}'
    '<div class="TRS_Editor">{b}</div></div></div>',
    "form": '<form id="form1" action="x">{h}<div>{b}</div></form>',
    "table": "<table><tr><td>{h}</td></tr><tr><td>{b}</td></tr></table>",
    "split": "{h}<div>{first}</div><div>{rest}</div>",
    "uneven": '{h}<div class="a">{b}</div><div class="b">{last}</div>',
    "lead": '{h}<div class="daoyu">{first}</div><div class="content">{rest}</div>',
    "loose": "{h}{loose}",
    "quoted": "{first}{h}<blockquote>{rest}</blockquote>",
    "print": '<div id="print">{h}{b}</div>',
    "frame": '{h}<iframe srcdoc="{escaped}"></iframe>',
    "fieldset": "<fieldset><legend>{t}</legend>{b}</fieldset>",
    "list": "{h}<ul>{items}</ul>",
    "definitions": "{h}<dl>{terms}</dl>",
    "details": "{h}<details open><summary>全文</summary>{b}</details>",
}
CHROMES = {
    "none": ("", ""),
    "nav": ('<nav><a href="/">首页</a><a href="/a">政务公开</a></nav>', ""),
    "named": (
        '<div class="top-nav"><a href="/">首页</a> 欢迎光临本站</div>',
        '<div class="footer">主办：清溪区人民政府　备案号：X123</div>',
    ),
    "plain": (
        '<div><a href="/">首页</a><a href="/a">政务公开</a></div>',
        "<div>版权所有 清溪区人民政府</div>",
    ),
    "search": (
        '<div id="search"><input placeholder="请输入关键词"><button>搜索</button></div>',
        "<select><option>友情链接<option>市政府</select>",
    ),
    "aside": ("", "<aside><h3>热点</h3><p>全区召开工作会议，部署下一阶段任务。</p></aside>"),
    "related": (
        "",
        '<div class="related"><a href="/1">相关新闻一</a><a href="/2">相关新闻二</a></div>',
    ),
}
HIDINGS = {
    "none": ("", ""),
    "visibility": ('<div style="visibility: hidden; opacity: 0">', "</div>"),
    "display": ('<div style="display:none">', "</div>"),
    "hidden": ("<div hidden>", "</div>"),
    "aria": ('<div aria-hidden="true">', "</div>"),
    "noscript": ("<div>", "</div><noscript>请打开脚本</noscript>"),
}
ENVELOPES = {
    "page": '<!DOCTYPE html><html><head><meta charset="{c}"><title>{t}-清溪区</title></head>'
    "<body>{x}</body></html>",
    "no body": '<html><meta charset="{c}">{x}</html>',
    "bare": '<meta charset="{c}">{x}',
    "word": '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
    '<meta http-equiv=Content-Type content="text/html; charset={c}"></head>'
    "<body lang=ZH-CN><div class=WordSection1>{x}</div></body></html>",
}
CHARSETS = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "iso-8859-1": "gb18030",
    "gbk": "utf-8",
    "big5": "big5",
}
_AROUND = (
    *("首页", "政务公开", "欢迎光临本站", "主办：清溪区人民政府", "备案号：X123", "版权所有"),
    *("请输入关键词", "搜索", "友情链接", "市政府", "热点", "相关新闻一", "相关新闻二"),
    *("全区召开工作会议，部署下一阶段任务。", "请打开脚本"),
)
_TRADITIONAL = str.maketrans(
    "荫办务对条街逐检处现说将杂发来刘扩热点两项这导员边过还报设开关动区会议阶务页请输关键词检索联闻脚积细"
    "护账台时后环优实东头关个团张书长门问间产业进选远",
    "蔭辦務對條街逐檢處現說將雜發來劉擴熱點兩項這導員邊過還報設開關動區會議階務頁請輸關鍵詞檢索聯聞腳積細"
    "護賬臺時後環優實東頭關個團張書長門問間產業進選遠",
)


class Page(NamedTuple):
    """A page: its bytes, what it is about, and the texts of the site around that."""

    name: str
    data: bytes
    text: tuple[str, ...]
    around: tuple[str, ...]


def pages() -> Iterator[Page]:
    """Every headline in every container, with the other axes turning."""
    chromes, hidings = list(CHROMES), list(HIDINGS)
    envelopes, charsets = list(ENVELOPES), list(CHARSETS)
    turn = 0
    for headline in HEADLINES:
        for container in CONTAINERS:
            turn += 1
            yield _page(
                headline,
                container,
                chromes[turn % len(chromes)],
                hidings[turn // 2 % len(hidings)],
                envelopes[turn // 3 % len(envelopes)],
                charsets[turn // 5 % len(charsets)],
            )


def _page(
    headline: str, container: str, chrome: str, hiding: str, envelope: str, charset: str
) -> Page:
    paragraphs = [f"<p>{each}</p>" for each in (*PROSE, SIGNED)]
    body = "".join(paragraphs)
    filled = CONTAINERS[container].format(
        t=TITLE,
        h=HEADLINES[headline].format(t=TITLE),
        b=body,
        first=paragraphs[0],
        rest="".join(paragraphs[1:]),
        last="<p>请榆钱社区于4月20日前补报台账。</p>",
        loose="<br>".join((*PROSE, SIGNED)),
        items="".join(f"<li>{each}" for each in (*PROSE, SIGNED)),
        terms="".join(f"<dt>{at}</dt><dd>{each}" for at, each in enumerate((*PROSE, SIGNED))),
        escaped=body.replace('"', "&quot;").replace("<", "&lt;"),
    )
    above, below = CHROMES[chrome]
    open_, close = HIDINGS[hiding]
    codec = CHARSETS[charset]
    whole = ENVELOPES[envelope].format(
        c=charset, t=TITLE, x=f"{above}{open_}{filled}{close}{below}"
    )
    text = (
        TITLE,
        *PROSE,
        SIGNED,
        *(("请榆钱社区于4月20日前补报台账。",) * (container == "uneven")),
    )
    around = tuple(each for each in _AROUND if each in above + below + close)
    if codec == "big5":
        whole = whole.translate(_TRADITIONAL)
        text = tuple(each.translate(_TRADITIONAL) for each in text)
        around = tuple(each.translate(_TRADITIONAL) for each in around)
    name = f"{headline}-{container}-{chrome}-{hiding}-{envelope}-{charset}".replace(" ", "")
    return Page(name, whole.encode(codec, "xmlcharrefreplace"), text, around)
