-- 0014: the order to correct does not tell the agency who complained (office.md: material is not shown to the one complained of).
--
-- Knows: the texts of 0009.  Must not know: who may read a paper.
-- A text that the office has changed stays as it is; what the program would restore says it no more.

UPDATE template SET text = replace(replace(text,
	'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
	'~ 抄送：行政执法监督员{监督员}。
', '') WHERE kind = 'order' AND text = original;
UPDATE template SET original = replace(replace(original,
	'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
	'~ 抄送：行政执法监督员{监督员}。
', '') WHERE kind = 'order';
