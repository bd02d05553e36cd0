"""G001: a picture that cannot be set."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.pictures.picture_file import PictureError
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Figure


@rule("G001", Severity.ERROR)
def unusable_picture(context: CheckContext) -> Iterator[Finding]:
    """插图排不出来：没有这个文件，或者不是能用的图片。

    插图按稿件里写的路径去找，路径从稿件所在的文件夹算起。文件不在那里、在文件夹以外、太大、损坏，或
    者不是 PNG、JPEG、WebP 格式，页面上就只有一个写着路径的空框。改正路径，或者把图片放到稿件的文件
    夹里。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        【插图：没有这张图.jpg】

        图1　志愿者清理河道

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A picture cannot be set: there is no such file in the draft's folder, it lies outside
    it, is too large, damaged, or no PNG, JPEG or WebP. The page shows a frame with its path.
    """
    for figure in context.all(Figure):
        if figure.path is None:
            continue
        try:
            _look(context, figure.path.text)
        except PictureError as error:
            message = _("The picture “{picture}” is not set. {reason}")
            yield Finding(
                figure.path.span,
                message.format(picture=figure.path.text, reason=error.reason),
                error.remedy,
            )


def _look(context: CheckContext, path: str) -> None:
    """Raise PictureError for a picture that cannot be set, as far as its head tells."""
    from bulletinc.pictures import decoding

    decoding.picture_size(context.pictures.read(path).data)
