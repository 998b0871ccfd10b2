# ruff: noqa: E501
"""Status 200, HTML, and no article: what robots get in an article's place. Written by us, after the kinds seen."""

from __future__ import annotations

from tests.hostile.answers import Case, always
from tests.hostile.server import response


def shell(title: str, body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


PAGES = {
    "a script that sets a cookie": shell(
        "", "", '<script>document.cookie="seen=1";location.href=location.pathname</script>'
    ),
    "a script that loads itself": "<html><body><script>location.reload();</script></body></html>",
    "an empty shell for a program": shell("新闻", '<div id="app"></div><script src="/static/app.js"></script>'),
    "a captcha": shell(
        "安全验证",
        "<h1>安全验证</h1><p>您的访问过于频繁,请完成下面的验证后继续访问。</p><form><input name=captcha><button>提交</button></form>"
        "<p>如果您是正常用户,请拖动滑块完成拼图。验证编号:20261120083001。</p>",
    ),
    "a firewall": shell(
        "访问被拦截",
        "<h1>很抱歉,由于您访问的网址有可能对网站造成安全威胁,您的访问被阻断。</h1><p>您的请求编号是:781bad0a16</p>"
        "<p>请稍后再试,或者联系网站管理员,并提供上面的请求编号。</p>",
    ),
    "a login": shell(
        "用户登录",
        "<h1>用户登录</h1><form><p>用户名:<input></p><p>密码:<input type=password></p><p>验证码:<input></p><button>登录</button></form>"
        "<p>还没有账号?<a href=/reg>立即注册</a> <a href=/forgot>忘记密码</a></p>",
    ),
    "a missing page": shell(
        "404 页面不存在",
        "<h1>抱歉,您访问的页面不存在或已被删除!</h1><p>页面将在 5 秒后自动跳转到首页,您也可以点击这里返回首页。</p>",
    ),
    "a busy system": shell("系统繁忙", "<h1>系统繁忙</h1><p>服务器正在维护,请稍后再试。给您带来的不便,敬请谅解。</p>"),
    "a browser check": shell(
        "Just a moment...",
        "<h1>Checking your browser before accessing</h1><p>This process is automatic. Your browser will redirect shortly.</p>"
        "<noscript><p>Please turn JavaScript on and reload the page.</p></noscript>",
    ),
    "an error trace": shell(
        "Error",
        "<h1>Server Error in '/' Application.</h1><pre>" + "System.NullReferenceException: at News.Page.Load()\n" * 30 + "</pre>",
    ),
    "a parked domain": shell(
        "域名出售", "<h1>该域名正在出售</h1><p>如有意购买请联系:sale@example.com</p><ul>" + "<li><a href=/>推荐</a></li>" * 30 + "</ul>"
    ),
    "an index of files": shell("Index of /", "<h1>Index of /</h1><pre>" + '<a href="a.html">a.html</a>  20-Nov-2026 08:30  1K\n' * 40 + "</pre>"),
    "JSON in a page": '<html><body>{"code":403,"msg":"请求过于频繁","data":null}</body></html>',
    "a frame set": '<html><frameset><frame src="/a"><frame src="/b"></frameset></html>',
}  # fmt: skip

CASES = tuple(Case(name, always(response(page)), "page") for name, page in PAGES.items())
