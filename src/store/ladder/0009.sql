-- 0009: papers: the office's templates, and what was issued from them.
--
-- Knows: the record columns of src/flow/document.h.  Must not know: who may do what, how a paper looks.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on from a key.
-- A template's text is the office's; original is what came with the program and never changes.

CREATE TABLE template(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL CHECK (text <> ''),
	original TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX template_kind ON template(kind);

CREATE TABLE document(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	kind TEXT NOT NULL,
	paper_number TEXT NOT NULL,
	title TEXT NOT NULL,
	subject TEXT NOT NULL,
	opinion INTEGER REFERENCES opinion(id),
	review INTEGER REFERENCES review(id),
	supervisor INTEGER REFERENCES supervisor(id),
	certificate INTEGER REFERENCES certificate(id),
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	agency_name TEXT NOT NULL,
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	issued_on TEXT NOT NULL,
	issuer TEXT NOT NULL,
	content TEXT NOT NULL CHECK (content <> ''),
	supersedes INTEGER REFERENCES document(id),
	ended_on TEXT,
	end_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_number ON document(number);
CREATE INDEX document_number_key ON document(number_key, id);
CREATE INDEX document_issued ON document(issued_on, id);
CREATE INDEX document_state ON document(state, issued_on, id);
CREATE INDEX document_state_number ON document(state, number_key, id);
CREATE INDEX document_kind ON document(kind, issued_on, id);
CREATE INDEX document_paper ON document(paper_number) WHERE paper_number <> '';
CREATE INDEX document_agency ON document(agency, issued_on, id);
CREATE INDEX document_person ON document(person, issued_on, id);
CREATE INDEX document_opinion ON document(opinion, issued_on, id) WHERE opinion IS NOT NULL;
CREATE INDEX document_review ON document(review, issued_on, id) WHERE review IS NOT NULL;
CREATE INDEX document_supervisor ON document(supervisor, issued_on, id) WHERE supervisor IS NOT NULL;
CREATE INDEX document_certificate ON document(certificate, issued_on, id) WHERE certificate IS NOT NULL;
CREATE INDEX document_supersedes ON document(supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER wall_template_insert BEFORE INSERT ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_template_update BEFORE UPDATE ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_template_delete BEFORE DELETE ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_insert BEFORE INSERT ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_update BEFORE UPDATE ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_delete BEFORE DELETE ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- Once issued, a paper's own words stay: only how it ended is added.
CREATE TRIGGER wall_document_words BEFORE UPDATE ON document
WHEN new.content IS NOT old.content OR new.paper_number IS NOT old.paper_number OR new.kind IS NOT old.kind
	OR new.number IS NOT old.number OR new.issued_on IS NOT old.issued_on
BEGIN SELECT RAISE(FAIL, 'an issued document is never edited'); END;
CREATE TRIGGER wall_document_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(FAIL, 'an issued document is never removed'); END;

-- The letterhead, the word of the letters' numbers, the legal basis that papers name.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'office_name', '重庆市北碚区司法局', '文书上的机关名称', 0, 1),
	(2, 'word_paper', '碚司监函', '函件编号字头', 0, 1),
	(3, 'paper_basis', '《重庆市行政执法监督条例》《北碚区行政执法监督员工作规则》', '文书引用的依据', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'letter', '# 行政执法监督员监督意见书
> {本局}：
本人系行政执法监督员（证件编号：{证件编号}），根据{依据规定}，现就[{执法机构}的]下列行政执法事项出具监督意见书，提请监督。
一、事项
{事项}
二、事实
{事实}
[三、认为答复不正确的理由
{理由}]
请求：{请求}
[^ 附件：{证据材料}]
@ 行政执法监督员：{监督员}
@ {出具日期}'),
	(2, 'transfer', '# 关于转办行政执法监督意见的函
> {执法机构}：
行政执法监督员{监督员}（证件编号：{证件编号}）于{提出日期}对你单位提出行政执法监督意见（编号：{编号}）。根据{依据规定}，现转你单位调查、分析、办理。
一、监督意见的主要内容
{事实与理由}
[依据：{依据}]
[建议：{意见建议}]
二、办理要求
请自收到本函次日起{答复期限}个工作日内，将是否采纳的情况书面反馈我局。不予采纳或者部分采纳的，应当阐明原因。
[^ 附件：{证据材料}]
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	(3, 'feedback', '# 行政执法监督意见采纳情况反馈表
| 意见编号 | {编号} | 提出日期 | {提出日期}
| 执法机构 | {执法机构} | 执法领域 | {执法领域}
| 监督员 | {监督员} | 证件编号 | {证件编号}
|4 监督意见 | {事实与理由}
|2 建议 | {意见建议}
| 是否采纳 | {是否采纳} | 反馈日期 | {答复日期}
|5 采纳情况或者不予采纳、部分采纳的原因 | {答复内容}
|2 执法机构（盖章） | [填写人：{答复人}]
|2 监督员意见 | '),
	(4, 'order', '# 责令纠正通知书
> {执法机构}：
行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：
{查明情况}
上述情况，监督意见{处理结果}。{决定理由}
根据{依据规定}[和{责令依据}]，现责令你单位于{纠正期限}前纠正：
{责令内容}
请在上述期限届满前将纠正情况书面报告我局。对本通知不服的，可以自收到之日起{复查申请期限}个工作日内向我局书面申请复查；复查期间不停止执行。
@ {本局}
@ {责令日期}
~ 抄送：行政执法监督员{监督员}。
~ {本局}办公室 | {日期}印发'),
	(5, 'unfounded', '# 关于监督意见不成立的说明函
> {监督员}：
你于{出具日期}就{事项}出具的监督意见书，我局已于{收到日期}收到（{审查编号}）。经审查，现将有关情况说明如下：
[{查明情况}]
根据以上情况，你提出的监督意见不成立。理由是：
{决定理由}
感谢你对行政执法监督工作的支持。
@ {本局}
@ {日期}'),
	(6, 'outcome', '# 关于监督意见书办理结果的告知函
> {监督员}：
你于{出具日期}就{事项}出具的监督意见书（{审查编号}），我局已经审查办理。根据{依据规定}，现将结果告知如下：
审查结果：{处理结果}。
{决定理由}
[我局已向{执法机构}发出责令纠正通知书（{责令文号}），要求于{纠正期限}前纠正。]
[纠正情况：{纠正情况}]
[该事项已移送{移送单位}处理。]
@ {本局}
@ {日期}'),
	(7, 'answer', '# 关于监督意见反馈情况的告知函
> {监督员}：
你于{提出日期}提出的监督意见（编号：{编号}），{执法机构}已于{答复日期}反馈。根据{依据规定}，现将反馈情况告知如下：
反馈结果：{是否采纳}。
{答复内容}
你认为不予采纳不正确的，可以向我局出具监督意见书。
@ {本局}
@ {日期}'),
	(8, 'appointment', '# 聘书
> {姓名}：
根据{依据规定}，聘请您为北碚区行政执法监督员，聘期{聘期年数}年，自{聘期起}至{聘期止}。
@ {本局}
@ {聘期起}'),
	(9, 'card', '# 行政执法监督员证
姓名：{姓名}
[单位：{工作单位}]
编号：{证件编号}
有效期：{聘期起}至{聘期止}
@ {本局}'),
	(10, 'receipt', '# 送达回证
| 送达文书 | {送达文书} | 文号 | {送达文号}
| 案由 | {案由}
| 受送达人 | {受送达人}
| 送达地点 | {送达地点} | 送达方式 | {送达方式}
|2 送达日期 | {送达日期}
|3 受送达人签收 | [{签收人}]
|2 送达人（签名） | 
|3 备注 | '),
	(11, 'roster', '# 行政执法监督员花名册
截至{日期}，在任{人数}人，按姓氏笔画为序。
|= 序号:2 | 姓名:4 | 性别:2 | 工作单位:8 | 类别:5 | 证件编号:7 | 聘期:11
|* {序号} | {姓名} | {性别} | {工作单位} | {类别} | {证件编号} | {聘期}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 11 WHERE name = 'record';
