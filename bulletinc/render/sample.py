"""A short issue, all of it invented, with a bit of everything that an issue can have.

Processes are warmed with it, and by what they make of it machines are compared.
"""

SAMPLE = """清溪区工作快报

第1期（总第1期）

清溪区创建办

2026年3月5日

编者按：现刊发两个街镇的做法，供参考。

本期要目

● 柳荫街道“三举措”破解停车难
● 清理河道

【生活环境建设】

柳荫街道“三举措”破解停车难　一是摸清底数，登记车辆120辆；\
**二是共享车位**，约45%；三是巡查A区。（Ⅲ-58 城市精细化管理）（柳荫街道）

一、主要做法

（一）清理河道

1.近日，白河镇志愿者清理河道2.6公里。

区水务局：3日，启动春季清淤。区城管委：近日，检修路灯214盏。

【简讯】

【文明实践】　白河镇：近日，举办灯会。（白河镇）

编辑：陆佳禾
校对：邵文溪

报：区委、区政府
发：各镇街
"""
