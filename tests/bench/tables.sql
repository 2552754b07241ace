-- The specification's measures, said a second time: in SQL, over the sheets as the store keeps them.
--
-- Given: participants, cards, followups, counts and followup_counts, and what the project has
-- decided as small tables: places, raters, items, rules, scale, reasons, exit_goals, goal_reasons,
-- lasting_goals and horizons. The variables first_day and last_day are the period's; primary_rule
-- and primary_rater decide who has moved forward.

-- Who is counted: everyone who had started, but those registered by mistake.
CREATE OR REPLACE TEMP TABLE people AS
SELECT municipality, participant, start, exit, exit_reason,
       coalesce(exit <= getvariable('last_day'), false) AS has_left
FROM participants
WHERE start <= getvariable('last_day') AND exit_reason IS DISTINCT FROM 'felregistrering';

-- Cards count up to the period's last day, and up to 31 days after the person's exit.
CREATE OR REPLACE TEMP TABLE cards_in_time AS
SELECT cards.*
FROM cards JOIN people USING (municipality, participant)
WHERE date <= getvariable('last_day') AND (exit IS NULL OR date <= exit + INTERVAL 31 DAY);

-- An item's movement: the first and the latest answer, of two cards or more. A rater has no two
-- cards of a day, so that answers on two cards are of different dates.
CREATE OR REPLACE TEMP TABLE item_movements AS
WITH side_by_side AS (
    SELECT municipality, participant, rater,
           CASE WHEN count(COLUMNS('f(\d+)')) > 1
                THEN {first: arg_min(COLUMNS('f(\d+)'), date),
                      latest: arg_max(COLUMNS('f(\d+)'), date)} END AS 'f\1'
    FROM cards_in_time GROUP BY ALL
)
SELECT municipality, participant, rater, item, indicator,
       answers.first, answers.latest, answers.latest - answers.first AS change
FROM (UNPIVOT side_by_side ON COLUMNS('f\d+') INTO NAME item VALUE answers)
JOIN items USING (rater, item);

-- A card's mean, of the rater's own items, when at least half of them are answered; and how far
-- the mean has moved from the first such card to the latest.
CREATE OR REPLACE TEMP TABLE mean_changes AS
WITH means AS (
    SELECT municipality, participant, rater, date, list_avg(answers[1:own]) AS mean
    FROM (SELECT *, [*COLUMNS('f\d+')] AS answers FROM cards_in_time) JOIN raters USING (rater)
    WHERE list_count(answers[1:own]) * 2 >= own
)
SELECT municipality, participant, rater, arg_max(mean, date) - arg_min(mean, date) AS change
FROM means GROUP BY ALL HAVING min(date) < max(date);

-- A person's movement under each rule: 1 forward, 0 unchanged, -1 backward. Who has no item
-- movement is left out. Means that differ by rounding only are the same.
CREATE OR REPLACE TEMP TABLE person_movements AS
WITH moved AS (
    SELECT municipality, participant, rater, sum(change) AS net, sum(sign(change)) AS majority
    FROM item_movements GROUP BY ALL
),
limits AS (
    SELECT rule, kind,
           coalesce(threshold - 1e-9, 1.96 * sqrt(2) * spread * sqrt(1 - reliability) + 1e-9)
               AS bound
    FROM rules
)
SELECT municipality, participant, rater, rule,
       CASE kind WHEN 'net' THEN sign(net)
                 WHEN 'majority' THEN sign(majority)
                 WHEN 'mean' THEN (change >= bound)::INT - (change <= -bound)::INT
                 WHEN 'reliable' THEN (change > bound)::INT - (change < -bound)::INT
       END AS direction
FROM moved LEFT JOIN mean_changes USING (municipality, participant, rater) CROSS JOIN limits
WHERE kind IN ('net', 'majority') OR change IS NOT NULL;

-- Who falls due for a follow-up some months after exit, and their latest answers, where they are
-- reached. Of the population positiv are those forward by the primary rule and rater.
CREATE OR REPLACE TEMP TABLE due AS
WITH answers AS (
    SELECT municipality, participant, months,
           arg_max(progression, date) AS progression, arg_max(occupation, date) AS occupation
    FROM followups WHERE answered AND date <= getvariable('last_day') GROUP BY ALL
)
SELECT municipality, participant, months, exit_reason, progression, occupation
FROM people CROSS JOIN horizons LEFT JOIN answers USING (municipality, participant, months)
WHERE has_left AND exit + to_months(months) <= getvariable('last_day');

CREATE OR REPLACE TEMP TABLE due_in_populations AS
SELECT 'alla' AS population, * FROM due
UNION ALL
SELECT 'positiv', * FROM due SEMI JOIN (
    FROM person_movements
    WHERE rule = getvariable('primary_rule') AND rater = getvariable('primary_rater')
      AND direction = 1
) USING (municipality, participant);

CREATE OR REPLACE TEMP TABLE followed AS
WITH told AS (
    SELECT municipality, months, population, count(*) AS eligible, count(progression) AS reached,
           count(*) FILTER (progression = 'increased') AS increased,
           count(*) FILTER (progression = 'kept') AS kept,
           count(*) FILTER (progression = 'declined') AS declined
    FROM due_in_populations GROUP BY ALL
    UNION ALL BY NAME
    SELECT municipality, months, population, eligible, reached, increased, kept, declined
    FROM followup_counts
)
SELECT municipality, months, population,
       coalesce(sum(COLUMNS(['eligible', 'reached', 'increased', 'kept', 'declined'])), 0)
FROM places CROSS JOIN horizons CROSS JOIN (VALUES ('alla'), ('positiv')) AS known(population)
LEFT JOIN told USING (municipality, months, population)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE retained AS
WITH told AS (
    SELECT municipality, months, count(*) AS eligible, count(occupation) AS reached,
           count(*) FILTER (occupation = 'arbete') AS still_working
    FROM due WHERE exit_reason = 'arbete' GROUP BY ALL
    UNION ALL BY NAME
    SELECT municipality, months, eligible, reached, still_working
    FROM followup_counts WHERE population = 'arbete'
)
SELECT municipality, months,
       coalesce(sum(COLUMNS(['eligible', 'reached', 'still_working'])), 0)
FROM places CROSS JOIN horizons LEFT JOIN told USING (municipality, months)
GROUP BY ALL;

-- Exits per reason, and the caseload: of people and of counts alike.
CREATE OR REPLACE TEMP TABLE exits AS
WITH told AS (
    SELECT municipality, exit_reason AS reason, count(*) AS k FROM people WHERE has_left
    GROUP BY ALL
    UNION ALL
    SELECT municipality, measure, value FROM counts
)
SELECT municipality, reason, coalesce(sum(k), 0) AS k
FROM places CROSS JOIN reasons LEFT JOIN told USING (municipality, reason) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE caseload AS
WITH told AS (
    SELECT municipality, count(*) AS started, count(*) FILTER (has_left) AS exited
    FROM people GROUP BY ALL
    UNION ALL
    SELECT municipality, sum(value) FILTER (measure = 'startade'),
           sum(value) FILTER (measure = 'avslutade')
    FROM counts GROUP BY ALL
)
SELECT municipality, coalesce(sum(started), 0) AS started, coalesce(sum(exited), 0) AS exited
FROM places LEFT JOIN told USING (municipality) GROUP BY ALL;

-- Every count of every municipality, zeros included. eligible is what bounds are shares of.
CREATE OR REPLACE TEMP TABLE counted AS
WITH moves AS (
    FROM (VALUES ('forward', 1), ('unchanged', 0), ('backward', -1)) AS known(move, direction)
),
of_items AS (
    SELECT municipality, rater, item, sign(change) AS direction, count(*) AS k
    FROM item_movements GROUP BY ALL
),
of_values AS (
    SELECT municipality, rater, first, latest, count(*) AS k FROM item_movements GROUP BY ALL
),
of_indicators AS (
    SELECT municipality, rater, indicator, sign(net) AS direction, count(*) AS k
    FROM (SELECT municipality, participant, rater, indicator, sum(change) AS net
          FROM item_movements WHERE indicator IS NOT NULL GROUP BY ALL)
    GROUP BY ALL
),
of_people AS (
    SELECT municipality, rater, rule, direction, count(*) AS k FROM person_movements GROUP BY ALL
),
within AS (
    SELECT municipality,
           count(*) FILTER (start >= getvariable('first_day')) AS started,
           count(*) FILTER (has_left AND exit >= getvariable('first_day')) AS exited,
           count(*) FILTER (start >= getvariable('first_day') AND NOT has_left) AS active
    FROM places LEFT JOIN people USING (municipality) WHERE scope = 'individ' GROUP BY ALL
),
statuses AS (FROM (VALUES ('started'), ('exited'), ('active')) AS known(status))

SELECT municipality, 'caseload.' || status AS measure, '' AS 'group', 'cumulative' AS definition,
       CASE status WHEN 'started' THEN started WHEN 'exited' THEN exited
                   ELSE started - exited END AS k,
       NULL::BIGINT AS n, NULL::BIGINT AS eligible
FROM caseload CROSS JOIN statuses
UNION ALL BY NAME
SELECT municipality, 'caseload.' || status AS measure, '' AS 'group', 'period' AS definition,
       CASE status WHEN 'started' THEN started WHEN 'exited' THEN exited ELSE active END AS k
FROM within CROSS JOIN statuses
UNION ALL BY NAME
SELECT municipality, 'caseload.exit_reason' AS measure, format('reason={}', reason) AS 'group',
       'cumulative' AS definition, k, exited AS n
FROM exits JOIN caseload USING (municipality)
UNION ALL BY NAME
SELECT municipality, 'steps.item' AS measure,
       format('rater={};item={};move={}', rater, item, move) AS 'group', '' AS definition,
       coalesce(k, 0) AS k, sum(coalesce(k, 0)) OVER (PARTITION BY municipality, rater, item) AS n
FROM places CROSS JOIN items CROSS JOIN moves
LEFT JOIN of_items USING (municipality, rater, item, direction)
UNION ALL BY NAME
SELECT municipality, 'steps.transition' AS measure,
       format('rater={};first={};latest={}', rater, first, latest) AS 'group', '' AS definition,
       coalesce(k, 0) AS k, sum(coalesce(k, 0)) OVER (PARTITION BY municipality, rater) AS n
FROM places CROSS JOIN raters
CROSS JOIN (SELECT score AS first FROM scale) CROSS JOIN (SELECT score AS latest FROM scale)
LEFT JOIN of_values USING (municipality, rater, first, latest)
UNION ALL BY NAME
SELECT municipality, 'steps.indicator' AS measure,
       format('rater={};indicator={};move={}', rater, indicator, move) AS 'group',
       '' AS definition,
       coalesce(k, 0) AS k,
       sum(coalesce(k, 0)) OVER (PARTITION BY municipality, rater, indicator) AS n
FROM places CROSS JOIN moves
CROSS JOIN (SELECT DISTINCT rater, indicator FROM items WHERE indicator IS NOT NULL)
LEFT JOIN of_indicators USING (municipality, rater, indicator, direction)
UNION ALL BY NAME
SELECT municipality, 'steps.person' AS measure, format('rater={};move={}', rater, move) AS 'group',
       rule AS definition,
       coalesce(k, 0) AS k, sum(coalesce(k, 0)) OVER (PARTITION BY municipality, rater, rule) AS n
FROM places CROSS JOIN raters CROSS JOIN rules CROSS JOIN moves
LEFT JOIN of_people USING (municipality, rater, rule, direction)
UNION ALL BY NAME
-- A goal of exits: those for one of its reasons, of the started, of all exits, or of the exits
-- within a set of reasons.
SELECT municipality, 'goal' AS measure, '' AS 'group', definition,
       sum(k) FILTER (reached AND (within OR denominator <> 'within')) AS k,
       CASE denominator WHEN 'within' THEN sum(k) FILTER (within)
                        WHEN 'started' THEN any_value(started) ELSE any_value(exited) END AS n
FROM exits JOIN caseload USING (municipality)
CROSS JOIN exit_goals JOIN goal_reasons USING (definition, reason)
GROUP BY municipality, definition, denominator
UNION ALL BY NAME
SELECT municipality, 'goal' AS measure, '' AS 'group', definition,
       increased + kept AS k, reached AS n
FROM followed JOIN lasting_goals USING (months, population)
UNION ALL BY NAME
SELECT municipality, 'lasting.' || name AS measure,
       format('months={};population={}', months, population) AS 'group', '' AS definition, k
FROM (UNPIVOT followed ON eligible, reached, increased, kept, declined INTO NAME name VALUE k)
UNION ALL BY NAME
SELECT municipality, 'lasting.share' AS measure,
       format('months={};population={}', months, population) AS 'group', '' AS definition,
       increased + kept AS k, reached AS n, eligible
FROM followed
UNION ALL BY NAME
SELECT municipality, 'lasting.nonresponse' AS measure,
       format('months={};population={}', months, population) AS 'group', '' AS definition,
       eligible - reached AS k, eligible AS n
FROM followed
UNION ALL BY NAME
SELECT municipality, 'retention.share' AS measure, format('months={}', months) AS 'group',
       '' AS definition, still_working AS k, reached AS n, eligible
FROM retained
UNION ALL BY NAME
SELECT municipality, 'retention.eligible' AS measure, format('months={}', months) AS 'group',
       '' AS definition, eligible AS k
FROM retained
UNION ALL BY NAME
SELECT municipality, 'retention.nonresponse' AS measure, format('months={}', months) AS 'group',
       '' AS definition, eligible - reached AS k, eligible AS n
FROM retained;

-- ALLA is the sum. A share has Wilson's interval where it is an outcome, and bounds where some
-- were not reached.
WITH total AS (
    FROM counted
    UNION ALL BY NAME
    SELECT 'ALLA' AS municipality, measure, "group", definition,
           sum(k) AS k, sum(n) AS n, sum(eligible) AS eligible
    FROM counted GROUP BY ALL
),
shares AS (
    SELECT *, k / nullif(n, 0) AS value,
           1.959963984540054 AS z,
           measure IN ('goal', 'lasting.share', 'retention.share') AS outcome
    FROM total
),
arms AS (
    SELECT *, (value + z * z / (2 * n)) / (1 + z * z / n) AS centre,
           z / (1 + z * z / n) * sqrt(value * (1 - value) / n + z * z / (4 * n * n)) AS arm
    FROM shares
)
SELECT municipality, measure, "group", definition, k, n, value,
       CASE WHEN outcome AND n > 0 THEN if(k = 0, 0, centre - arm) END AS low,
       CASE WHEN outcome AND n > 0 THEN if(k = n, 1, centre + arm) END AS high,
       k / nullif(eligible, 0) AS bound_low,
       (k + eligible - n) / nullif(eligible, 0) AS bound_high
FROM arms;
