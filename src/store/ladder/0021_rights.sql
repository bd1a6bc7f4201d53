-- 0021: the order to correct does not tell the agency who complained (office.md: material is not shown to the one complained of).
--
-- Knows: the texts of 0009.  Must not know: who may read a paper.
-- A text that the office has changed stays as it is; what the program would restore says it no more.  The version goes
-- up where the trail has the text already, so that the engine writes the change there (open.c).

UPDATE template SET
	version = version + EXISTS (SELECT 1 FROM trail t WHERE t.record = template.id AND t.outcome = 0),
	text = CASE WHEN text <> original THEN text ELSE replace(replace(original,
		'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
		'~ 抄送：行政执法监督员{监督员}。
', '') END,
	original = replace(replace(original,
		'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
		'~ 抄送：行政执法监督员{监督员}。
', '')
WHERE kind = 'order';
