"""Text in Traditional Chinese characters, told by the commonest that simplified text never has."""

from __future__ import annotations

from itertools import islice

from bulletinc.text.patterns import pattern

_TRADITIONAL = pattern(
    "[報區鎮開動員會議總與發務產業門關個進這對實學級創設環衛辦號聞單簡導領幹黨組織選舉農綠鄉縣廳處長張劉陳楊"
    "趙黃馬馮許鄭謝們來時說為國過還沒將兩從現當經間題問體見電話車東無應機種樣讓給認識記計劃規則統計結構"
    "論證試驗據數據達運輸達邊遠適選遺續續約級紀維網線練終細紅純縮績繼續總結絕對聲聯職聽聖術視覺觀訊訓託"
    "詢詳語調談請諸謀證譯護讀變貧貨販貫責費貿資賴質購贈趕車軍軟轉輕輛輪辭農鄰醫釋針鐵鋼錄錢鍵鎖鐘閉閱隊陽"
    "階際陸險隨難雖雲靈頁項順須預頓頭額顧願風飛飯館駐駕騎騙驗驚魚鮮鳥齊齡龍廣場園圖團圓塊執報壓壞塵夠奪獎"
    "婦媽孫寧審寫寬專尋層屬崗島師帶幣幫庫廠廢彈強彙徑徹惡態慣憲懷戰戲擁擇擊擔擴據攝敗敵數斷曉暫書條極樂標"
    "樓樹橋檢權歡歲歷歸殘殺氣決況測濟灣灑災為煙營爭爺獨獲環產畢畫異療盡監盤眾矯碼確禮稅穩窮競筆節範築糧約"
    "訪後裏麵髮複係臺準週儀餘雜愛戶幾傳價億優償兒剛勝勞勢勵勸卻參雙嚴噸圍壯備復滿漢濕潔爾獻稱]"
)
_HAN = pattern("[\u4e00-\u9fff]")
_LEAST = 4  # characters
_SHARE = 0.05  # of all
_MANY = 30  # characters, whatever their share


def first_traditional(text: str) -> int | None:
    """Return where Traditional text begins; ``None`` where a text is in simplified characters."""
    found = [each.start() for each in _TRADITIONAL.finditer(text)]
    if len(found) < _LEAST:
        return None
    all_signs = sum(1 for _each in _HAN.finditer(text))
    return found[0] if len(found) >= min(_MANY, all_signs * _SHARE) else None


def traditional_characters_in(text: str, most: int) -> list[int]:
    """Where Traditional characters stand, the first ``most`` of them."""
    return [each.start() for each in islice(_TRADITIONAL.finditer(text), most)]
