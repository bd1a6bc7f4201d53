-- 0017: the other papers of the office; files stored with a record.
--
-- Knows: the record columns of src/flow/document.h and src/flow/attachment.h.  Must not know: who may do what,
-- how a paper looks, what is in a file.
--
-- A file is kept in pieces of 64 KiB, so that neither putting it in nor getting it out needs more memory than one.

ALTER TABLE document ADD COLUMN round INTEGER REFERENCES round(id);
ALTER TABLE document ADD COLUMN invitation INTEGER REFERENCES invitation(id);
ALTER TABLE document ADD COLUMN candidate INTEGER REFERENCES candidate(id);
ALTER TABLE document ADD COLUMN activity INTEGER REFERENCES activity(id);
ALTER TABLE document ADD COLUMN dismissal INTEGER REFERENCES dismissal(id);
ALTER TABLE document ADD COLUMN evaluation INTEGER REFERENCES evaluation(id);
CREATE INDEX document_round ON document(round, issued_on, id) WHERE round IS NOT NULL;
CREATE INDEX document_invitation ON document(invitation, issued_on, id) WHERE invitation IS NOT NULL;
CREATE INDEX document_candidate ON document(candidate, issued_on, id) WHERE candidate IS NOT NULL;
CREATE INDEX document_activity ON document(activity, issued_on, id) WHERE activity IS NOT NULL;
CREATE INDEX document_dismissal ON document(dismissal, issued_on, id) WHERE dismissal IS NOT NULL;
CREATE INDEX document_evaluation ON document(evaluation, issued_on, id) WHERE evaluation IS NOT NULL;

CREATE TABLE attachment(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	of_flow TEXT NOT NULL CHECK (of_flow <> ''),
	record INTEGER NOT NULL,
	subject TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	type TEXT NOT NULL,
	size INTEGER NOT NULL CHECK (size >= 0),
	pieces INTEGER NOT NULL CHECK (pieces >= 0),
	hash TEXT NOT NULL,
	shown TEXT,
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	agency_name TEXT NOT NULL,
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	note TEXT NOT NULL,
	added_on TEXT NOT NULL,
	adder TEXT NOT NULL,
	removed_on TEXT,
	remove_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX attachment_number ON attachment(number);
CREATE INDEX attachment_number_key ON attachment(number_key, id);
CREATE INDEX attachment_added ON attachment(added_on, id);
CREATE INDEX attachment_state ON attachment(state, added_on, id);
CREATE INDEX attachment_state_number ON attachment(state, number_key, id);
CREATE INDEX attachment_shown ON attachment(shown, added_on, id);
CREATE INDEX attachment_type ON attachment(type, added_on, id);
CREATE INDEX attachment_record ON attachment(record, state, id);
CREATE INDEX attachment_agency ON attachment(agency, added_on, id) WHERE agency IS NOT NULL;
CREATE INDEX attachment_person ON attachment(person, added_on, id) WHERE person IS NOT NULL;

-- A removed file's pieces go; its row, with the hash, stays.
CREATE TABLE piece(
	attachment INTEGER NOT NULL REFERENCES attachment(id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	data BLOB NOT NULL,
	UNIQUE (attachment, seq)
) STRICT;

CREATE TRIGGER wall_attachment_insert BEFORE INSERT ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attachment_update BEFORE UPDATE ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attachment_delete BEFORE DELETE ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_piece_insert BEFORE INSERT ON piece WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_piece_update BEFORE UPDATE ON piece
BEGIN SELECT RAISE(FAIL, 'a stored file is never edited'); END;
CREATE TRIGGER wall_piece_delete BEFORE DELETE ON piece WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- What a file is stays as it was when it came.
CREATE TRIGGER wall_attachment_file BEFORE UPDATE ON attachment
WHEN new.hash IS NOT old.hash OR new.size IS NOT old.size OR new.pieces IS NOT old.pieces OR new.number IS NOT old.number
	OR new.of_flow IS NOT old.of_flow OR new.record IS NOT old.record
BEGIN SELECT RAISE(FAIL, 'a stored file is never edited'); END;

-- Each kind's legal basis is a line of its own; {依据} in it is the basis that all papers name.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'office_contact', '本局行政执法协调监督科', '文书上的联系方式（地址、电话）', 0, 1),
	(2, 'basis_letter', '{依据}第十三条', '文书依据：监督意见书', 13, 1),
	(3, 'basis_transfer', '{依据}第十四条', '文书依据：转办函', 14, 1),
	(4, 'basis_order', '{依据}第十六条', '文书依据：责令纠正通知书', 16, 1),
	(5, 'basis_unfounded', '{依据}第十六条', '文书依据：不成立说明函', 16, 1),
	(6, 'basis_outcome', '{依据}第十六条', '文书依据：办理结果告知函', 16, 1),
	(7, 'basis_answer', '{依据}第十四条', '文书依据：反馈情况告知函', 14, 1),
	(8, 'basis_appointment', '{依据}第七条', '文书依据：聘书', 7, 1),
	(9, 'basis_notice', '{依据}第七条', '文书依据：选聘公告', 7, 1),
	(10, 'basis_invitation', '{依据}第七条', '文书依据：邀请函', 7, 1),
	(11, 'basis_publicity', '{依据}第七条', '文书依据：公示', 7, 1),
	(12, 'basis_activity', '{依据}第十二条', '文书依据：活动通知', 12, 1),
	(13, 'basis_examination', '{依据}第十六条', '文书依据：审查报告', 16, 1),
	(14, 'basis_inspection', '{依据}第十六条', '文书依据：专项行政执法监督检查通知', 16, 1),
	(15, 'basis_accountability', '{依据}第十六条', '文书依据：建议追究责任函', 16, 1),
	(16, 'basis_dismissal', '{依据}第十七条', '文书依据：解聘决定', 17, 1),
	(17, 'basis_dismissal_notice', '{依据}第十七条', '文书依据：解聘公告', 17, 1),
	(18, 'attachment_size', '20', '一个附件最大（MB）', 0, 1),
	(19, 'attachment_total', '200', '一件的附件合计最大（MB）', 0, 1),
	(20, 'attachment_types', 'pdf、ofd、jpg、png、tif、doc、docx、xls、xlsx、wps、et、zip、txt、csv、mp3、mp4', '准许的附件类型', 0, 1),
	(21, 'printer', '-', '打印机（CUPS 队列名；-不直接打印）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 21 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'notice', '# 关于公开选聘行政执法监督员的公告
为充分发挥社会监督作用，促进严格规范公正文明执法，根据{依据规定}，{本局}决定开展行政执法监督员选聘工作（{批次}）。现将有关事项公告如下：
一、选聘名额
选聘行政执法监督员{名额}名。[其中：{名额构成}。]聘期{聘期年数}年。
二、选聘条件
（一）遵守宪法法律，品行端正，公道正派。
（二）拥护支持行政执法工作，自愿担任行政执法监督员。
（三）了解本区经济社会发展情况。
（四）身体健康，有履行职责的时间和精力。
（五）在本区工作或者居住，年满{最低年龄}周岁，一般不超过{一般最高年龄}周岁[（年龄计算至{年龄计算日}）]。
（六）未受过刑事处罚、党纪政务处分，无严重失信记录。
[（七）{选聘条件}]
三、报名时间
自{报名开始}起至{报名截止}止。
四、报名方式
由本人自荐或者单位推荐，填写报名表（推荐表），附身份证明和相关材料，送交{联系方式}。报名人应当对所填报内容和提交材料的真实性负责。
五、选聘程序
报名截止后进行资格审查，择优确定拟聘人员，公示期满无异议的，颁发聘书和行政执法监督员证。
特此公告。
@ {本局}
@ {日期}'),
	(2, 'invitation', '# 关于推荐行政执法监督员人选的函
> {受邀单位}：
根据{依据规定}，我局正在开展行政执法监督员选聘工作（{批次}），拟选聘{名额}名。现诚邀你单位推荐行政执法监督员人选{推荐名额}名。
一、人选条件
遵守宪法法律、品行端正，自愿担任并有时间履职，了解本区情况，在本区工作或者居住，年满{最低年龄}周岁、一般不超过{一般最高年龄}周岁，未受过刑事处罚、党纪政务处分，无严重失信记录。
[{选聘条件}]
二、报送要求
请于{报名截止}前将推荐表及相关材料报送{联系方式}。[不能推荐的，请于{答复日期}前函告我局。]
^ 附件：行政执法监督员推荐表
@ {本局}
@ {日期}'),
	(3, 'application', '# 行政执法监督员{表名}
| 选聘批次 | {批次} | 报名日期 | {报名日期}
| 姓名 | {姓名} | 性别 | {性别}
| 年龄 | {年龄} | 民族 | {民族}
| 政治面貌 | {政治面貌} | 文化程度 | {文化程度}
| 身份证号码 |  | 联系电话 | 
| 工作单位及职务 | {工作单位}
| 住址 | 
| 人员类别 | {类别} | 参选方式 | {参选方式}
| 在本区情况 | {居住工作情况} | 推荐单位 | {推荐单位}
|6 工作简历 | 
|3 备注 | {备注}
|3 个人声明 | {个人声明}　　　　本人签名：　　　　　　　　年　　月　　日
|3 推荐单位意见 | （盖章）　　　　　　年　　月　　日'),
	(4, 'check', '# 行政执法监督员参选人员资格审查表
| 选聘批次 | {批次} | 报名日期 | {报名日期}
| 姓名 | {姓名} | 性别 | {性别}
| 年龄 | {年龄} | 年龄计算日 | {年龄计算日}
| 工作单位 | {工作单位}
| 人员类别 | {类别} | 参选方式 | {参选方式}
| 在本区情况 | {居住工作情况} | 推荐单位 | {推荐单位}
|= 序号:5 | 条件（第六条）:18 | 结果:7 | 依据和说明:24 | 审查人:9
|* {序号} | {条件} | {审查结果} | {审查依据}[　{审查说明}] | {审查人}
| 审查结论 | {审查结论} | 审查日期 | {审查日期}
| 说明 | [{审查说明}][　超龄说明：{超龄说明}（局领导于{超龄同意日期}同意）]
|2 审查人（签名） |  | 审核人（签名） | '),
	(5, 'publicity', '# 行政执法监督员拟聘人员公示
根据{依据规定}，经报名推荐、资格审查、择优遴选，现将拟聘任的{公示人数}名行政执法监督员人选（{批次}）予以公示，按姓氏笔画为序。
|= 序号:2 | 姓名:4 | 性别:2 | 工作单位:9 | 类别:6
|* {序号} | {姓名} | {性别} | {工作单位} | {类别}
公示时间：{公示期}。
公示期内，对拟聘人员有异议的，可以向{异议受理}反映。反映情况应当实事求是，提倡署名并提供联系方式；以单位名义反映的，应当加盖公章。
[受理联系：{联系方式}。]
@ {本局}
@ {公示日期}'),
	(6, 'activity', '# 关于组织开展行政执法监督员活动的通知
> 各有关行政执法监督员：
根据{依据规定}，现组织开展“{活动}”（{活动类型}）。有关事项通知如下：
一、时间
{时间}
二、地点
{地点}
三、参加人员
{参加人员}
[四、活动安排
{活动安排}]
请准时参加，参加时出示行政执法监督员证。不能参加的，请[于{回复日期}前]说明理由并请假。
@ {本局}
@ {日期}
[（联系人：{承办人}；{联系方式}）]'),
	(7, 'signin', '# 行政执法监督员活动签到表
| 活动 | {活动}
| 活动编号 | {活动编号} | 活动类型 | {活动类型}
| 时间 | {时间}
| 地点 | {地点} | 应到人数 | {人数}
|= 序号:5 | 姓名:9 | 工作单位:16 | 证件编号:18 | 签名:12 | 备注:6
|*2 {序号} | {姓名} | {工作单位} | {证件编号} |  | '),
	(8, 'examination', '# 行政执法监督员监督意见书审查报告
审查编号：{审查编号}
事项：{事项}
行政执法监督员{监督员}（证件编号：{证件编号}）于{出具日期}[就{执法机构}的{执法领域}]向我局出具监督意见书，我局于{收到日期}收到。现将审查情况报告如下：
一、监督意见书反映的事项
{事实}
[监督员认为：{理由}]
[请求：{请求}]
二、审查情况
{审查情况}
[经{调查方式}（{检查人员}）查明：
{查明情况}]
三、处理结果及理由
审查结果：{处理结果}。
{决定理由}
[四、后续处理
责令{执法机构}于{纠正期限}前纠正（{责令文号}）。]
@ 承办人：{承办人}
@ {决定日期}'),
	(9, 'inspection', '# 专项行政执法监督检查通知书
> {执法机构}：
根据{依据规定}，我局决定自{决定调查日期}起，就{事项}对你单位开展专项行政执法监督检查。
一、检查人员
{检查人员}（不少于二人，检查时出示行政执法监督证件）
[二、检查内容和方式
{检查方案}]
请你单位予以配合，如实说明情况，按照要求提供有关行政执法案卷、文件资料，不得拒绝、阻碍。
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	(10, 'accountability', '# 关于建议追究有关人员责任的函
> {建议受文单位}：
我局在办理行政执法监督事项（{审查编号}）中，经审查查明：
{查明情况}
审查结果：{处理结果}。上述情况造成严重后果。根据{依据规定}，现建议你单位依法对{执法机构}有关责任人员追究责任：
{追责建议}
处理结果请函告我局。
^ 附件：相关证据材料
@ {本局}
@ {日期}'),
	(11, 'dismissal', '# 解聘行政执法监督员决定书
> {姓名}：
你自{聘期起}受聘担任行政执法监督员。经查：
{事实}
[{陈述方式}：{陈述申辩}]
上述事实属于{依据规定}{解聘情形}规定的情形。{决定理由}
现决定：自本决定送达之日起解除你的行政执法监督员聘任[，收回行政执法监督员证（{证件编号}）和聘书]。请自收到本决定之日起{收回期限}个工作日内将证件和聘书交回我局。
@ {本局}
@ {决定日期}'),
	(12, 'dismissal_notice', '# 关于解聘行政执法监督员的公告
根据{依据规定}，{本局}于{决定日期}决定（{解聘文号}）解除{姓名}的行政执法监督员聘任，自{执行日期}起，其不再具有行政执法监督员身份。[其所持行政执法监督员证（编号：{证件编号}）同时作废。]
特此公告。
@ {本局}
@ {日期}'),
	(13, 'evaluation', '# 行政执法监督员年度综合评价表
| 年度 | {年度} | 评价期 | {评价期起}至{评价期止}
| 姓名 | {姓名} | 性别 | {性别}
| 工作单位 | {工作单位}
| 人员类别 | {类别} | 证件编号 | {证件编号}
|2 履职统计 | {履职统计}
|= 评价项目:8 | 依据:5 | 得分（百分制）:5
|* {项目} | {依据条款} | {项目得分}
| 综合得分 | {得分} | 建议等次 | {建议等次}
|2 评分办法 | {评分办法}
|3 评语 | {评语}
| 评价等次 | {等次} | 确认日期 | {确认日期}
|2 等次说明 | {等次说明}
|3 区司法局（盖章） | '),
	(14, 'archive', '# 卷内文件目录
| 案卷 | {案卷}
| 件数 | {件数} | 编目日期 | {日期}
|= 序号:5 | 文号:17 | 责任者:8 | 题名:22 | 日期:15 | 备注:6
|* {序号} | {文号} | {责任者} | {题名} | {日期} | {备注}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 14 WHERE name = 'record';
