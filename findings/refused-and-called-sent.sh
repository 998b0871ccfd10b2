#!/usr/bin/env bash
# Version:   apprise 2.3.0, Python 3.11.
# Belief:    notify() succeeds when the service took the message, and fails when the service answers that it did not.
# Behaviour: the robots of 企业微信 (wecombot://) and 钉钉 (dingtalk://) refuse a message by an `errcode` in an answer of HTTP 200, as
#            their documentation says; apprise reads the status alone and reports success. Of 飞书 (feishu://) it reads the `code`.
#            The limit that the class comments call bytes (企业微信: 2,048) is counted in characters: with overflow=split a text of
#            2,000 Han characters, 6,000 bytes, goes out in one piece.
# Seen:      an answer of {"errcode": 40058} or {"errcode": 460101}: SUCCESS; of {"code": 9499} to 飞书: FAILURE.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet apprise==2.3.0
cat > "$folder/try.py" <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from apprise import Apprise
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

ANSWERS = {"/wecom": {"errcode": 40058, "errmsg": "content exceed max length"},
           "/dingtalk": {"errcode": 460101, "errmsg": "message too long"},
           "/feishu": {"code": 9499, "msg": "Bad Request"}}
came = []


class Robot(BaseHTTPRequestHandler):
    def do_POST(self):
        came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(ANSWERS[self.path.split("?")[0]]).encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Robot)
threading.Thread(target=server.serve_forever, daemon=True).start()
for plugin, path in ((NotifyWeComBot, "/wecom"), (NotifyDingTalk, "/dingtalk"), (NotifyFeishu, "/feishu")):
    plugin.notify_url = f"http://127.0.0.1:{server.server_port}{path}"
    plugin.request_rate_per_sec = 0


def told(address):
    apprise = Apprise()
    assert apprise.add(address)
    return bool(apprise.notify(body="桥" * 2000))


assert told("wecombot://key?overflow=split"), "the refusal of 企业微信 is read now"
assert [len(body["text"]["content"].encode()) for body in came] == [6000], came
assert told("dingtalk://token"), "the refusal of 钉钉 is read now"
assert not told("feishu://token")
print("apprise reports success for messages that 企业微信 and 钉钉 refused, and counts characters where they count bytes")
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
