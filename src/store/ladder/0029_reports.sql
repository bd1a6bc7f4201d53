-- 0029: reports are papers of a period: the annual report, the yearly register, the monthly paper.
--
-- Knows: the record columns of src/flow/document.h.  Must not know: what stands in a report, how it looks.

ALTER TABLE document ADD COLUMN period INTEGER NOT NULL DEFAULT 0; -- 2026 a year, 202611 a month, 0 none
ALTER TABLE document ADD COLUMN head INTEGER NOT NULL DEFAULT 0;   -- entry of the trail whose value is printed on it, 0 none
CREATE INDEX document_period ON document(period, kind, id) WHERE period > 0;

WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'word_report', '碚司监报', '年度报告编号字头', 0, 1),
	(2, 'basis_annual', '{依据}', '文书依据：年度报告', 0, 1),
	(3, 'small_cells', '3', '报告里涉及人员、少于几的数不写出（0都写）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'annual', '# {期间}行政执法监督员工作报告
根据{依据规定}，现将{期间}行政执法监督员工作情况报告如下。有关数据统计截至{截止日期}。
一、监督员队伍
截至{截止日期}，在任行政执法监督员{监督员人数}人。
|+ 监督员按类别
|% 监督员按类别
|+ 监督员按性别
|+ 聘任和离任
二、监督意见
{期间}监督员提出监督意见{意见件数}件[（{上期}{上期意见件数}件）]，执法机构已反馈{已反馈件数}件，其中采纳{采纳件数}件、部分采纳{部分采纳件数}件、不予采纳{不予采纳件数}件。[采纳率{采纳率}（部分采纳计一半）。][按期反馈率{按期反馈率}。]
（一）意见类型和执法领域
|+ 意见按类型
|+ 意见按领域
|% 意见按领域
（二）各执法机构
|% 意见按机构
|+ 意见按机构
（三）各月
|/ 意见按月
|+ 意见按月
（四）近年
|+ 意见按年
三、监督意见书审查
收到监督意见书{意见书件数}件，其中成立（含部分成立、已自行纠正）{意见书成立件数}件。
|+ 意见书按结果
四、询问查阅
监督员询问、查阅{询问件数}件。
|+ 询问按方式
五、监督活动
举行监督活动{活动次数}次。
|+ 活动按类型
|+ 活动出席
六、期限执行
[各项期限按期率{按期率}。]
|+ 期限
|% 期限
七、履职评价
|+ 评价按等次
|+ 违纪反馈按结果
[{小数说明}]
@ {本局}
@ {日期}'),
	(2, 'register', '# {期间}行政执法监督台账
{本局}，统计截至{截止日期}。监督意见{意见件数}件，监督意见书{意见书件数}件，询问查阅{询问件数}件，监督活动{活动次数}次。
一、监督意见
|+ 意见台账
二、监督意见书审查
|+ 意见书台账
三、询问查阅
|+ 询问台账
四、监督活动
|+ 活动台账'),
	(3, 'monthly', '# {期间}行政执法监督月报
{期间}监督员提出监督意见{意见件数}件[（{上期}{上期意见件数}件）]，执法机构已反馈{已反馈件数}件[，采纳率{采纳率}（部分采纳计一半）][，按期反馈率{按期反馈率}]；收到监督意见书{意见书件数}件；询问、查阅{询问件数}件；举行监督活动{活动次数}次。统计截至{截止日期}。
一、监督意见
|+ 意见按类型
|+ 意见按领域
|+ 意见按机构
二、本年各月
|/ 意见按月
|+ 意见按月
三、监督意见书审查
|+ 意见书按结果
四、期限执行
|+ 期限
五、留痕链头
本月报制发时，留痕链头为以下数值。以后可以据此核验留痕没有被删改：
|= 序号:3 | 值:13
| {留痕序号} | {留痕链头}
@ {本局}
@ {日期}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';
