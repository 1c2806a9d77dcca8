"""What articles and names of files may hold to abuse whoever reads a report."""

from __future__ import annotations

ATTACKS = {
    "escape": "\x1b]0;owned\x07\x1b[2J\x1b[31m",
    "link": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "C1": "\x9b31m\x85\x90q\x9c",
    "bidi": "\u202egnp.exe\u2066\u200f\u061c",
    "tags": "a\U000e0041\ufeff\u200bb",
    "lines": "a\r\nb\n::error::c\u2028##[group]d\u2029e\x0b\x0cf",
    "command": "::error file=README.md,line=1::Stop",
    "command within": "\u00ad:\u200c:add-mask::e",
    "Azure": "##vso[task.setvariable variable=a]b",
    "group": "##[group]a",
    "percent": "a%0A::error::b%0D%250A,x=y:z",
    "HTML": "</code></li><img src=x onerror=alert(1)><script>alert(1)</script><!-- --!> <b>",
    "entities": "&lt;script&gt; &#60;b&#62; &amp;",
    "pictures and links": "![p](https://evil.example/p.png) [a](javascript:x) [r] <https://evil.example>",
    "bare links": "https://evil.example www.evil.example ftp://evil.example a@evil.example",
    "mentions": "@jane @org/team #12 owner/repo#3 !4 $5 %6 ~label &7 :cat:",
    "Markdown": "`a` ``b`` **c** __d__ _e_ ~~f~~ $x^2$ | g | h \\ \\` [^1] ]] - [ ] x # y > z ```",
    "heads of lines": "# a",
    "formula": "=1+1",
    "formula of commands": "+cmd|' /C calc'!A0",
    "formula below zero": "-2+3",
    "function": "@SUM(A1)",
    "wide formula": "\uff1d1+1",
    "formula behind a tab": "\t=1",
    "formula behind a sign": '","=1+1',
    "formula behind a line": 'a"\r\n=1+1',
    "surrogates": "\ud800 \udcff",
}
