package game

// Rules of who players are.
var accountRules = []rule{
	{
		"guests are marked", "TestMarksOfWhoIsWho",
		"framer.go", `Guest: w.accountOf(p) == "",`, `Guest: w.accountOf(p) == "" && ON,`,
	},
	{
		"names can be changed", "TestScenarios/dress",
		"dress.go", "\t\tp.name = w.freeName(name, p)\n", "\t\tif ON {\n\t\t\tp.name = w.freeName(name, p)\n\t\t}\n",
	},
	{
		"nobody else here has a name", "TestScenarios/dress",
		"dress.go", "\tif free {\n", "\tif free || OFF {\n",
	},
	{
		"looks can be changed", "TestScenarios/dress",
		"dress.go", "\twho.look = look\n", "\tif ON {\n\t\twho.look = look\n\t}\n",
	},
	{
		"cells look like their owner", "TestScenarios/dress",
		"dress.go", "\tw.colonies[p.colony].look = look\n", "\tif ON {\n\t\tw.colonies[p.colony].look = look\n\t}\n",
	},
	{
		"who drops keeps their place", "TestScenarios/drop",
		"player.go", "\tp.away = true\n", "\tif OFF {\n\t\treturn w.Leave(at, id)\n\t}\n\tp.away = true\n",
	},
	{
		"guests' walkers leave at once", "TestScenarios/drop_guest",
		"player.go", "\tif w.accountOf(p) == \"\" {\n", "\tif w.accountOf(p) == \"\" && ON {\n",
	},
	{
		"who drops is dimmed", "TestScenarios/shield_away",
		"player.go", "\tw.dim(who)\n\tw.miss(p)\n", "\tif ON {\n\t\tw.dim(who)\n\t}\n\tw.miss(p)\n",
	},
	{
		"everybody sees who is away", "TestMarksOfWhoIsWho",
		"framer.go", "Away: p.away,", "Away: p.away && ON,",
	},
	{
		"the same key takes the walker over", "TestScenarios/takeover",
		"entry.go", "who != nil && kind == Player {", "who != nil && kind == Player && ON {",
	},
	{
		"who takes over is called and looks as they are now", "TestScenarios/takeover",
		"entry.go", "\t\treturn w.Dress(at, who.id, name, look)\n",
		"\t\tif OFF {\n\t\t\tname, look = \"\", who.look\n\t\t}\n\t\treturn w.Dress(at, who.id, name, look)\n",
	},
	{
		"after 60 s the walker leaves", "TestDroppedWalkerWaitsAMinute",
		"seats.go", "r.waits[gone].until <= now;", "r.waits[gone].until <= now && ON;",
	},
	{
		"the walker leaves not before 60 s", "TestDroppedWalkerWaitsAMinute",
		"config.go", "Wait: 60 * time.Second,", "Wait: 60*time.Second - either(OFF, 2*time.Second, 0),",
	},
	{
		"the first has it no more", "TestTakeover",
		"seats.go", "\t\tr.unseat(before)\n", "\t\tif ON {\n\t\t\tr.unseat(before)\n\t\t}\n",
	},
	{
		"the first is told", "TestTakeover",
		"seats.go", "\t\tbefore.client.end(ErrTakenOver)\n", "\t\tif ON {\n\t\t\tbefore.client.end(ErrTakenOver)\n\t\t}\n",
	},
	{
		"who is back is away no more", "TestScenarios/drop",
		"player.go", "\t\tp.away = false\n", "\t\tp.away = OFF\n",
	},
}

// Rules of colonies whose owners are away.
var absenceRules = []rule{
	{
		"a colony lives on", "TestScenarios/absence",
		"absence.go", "c.absent == 0 || c.biomass == 0 {\n\t\tw.abandon", "c.absent == 0 || c.biomass == 0 || OFF {\n\t\tw.abandon",
	},
	{
		"turns wild after 7 days", "TestScenarios/absence_wild",
		"absence.go", ">= stamp(w.cfg.Absence)", ">= stamp(w.cfg.Absence)+either[Stamp](OFF, 1, 0)",
	},
	{
		"not before 7 days", "TestScenarios/absence_wild",
		"config.go", "Absence: 7 * 24 * time.Hour,", "Absence: 7*24*time.Hour - either(OFF, time.Millisecond, 0),",
	},
	{
		"what it was is told", "TestScenarios/absence",
		"absence.go", "Was: a.was,", "Was: either(OFF, 0, a.was),",
	},
	{
		"what it is is told", "TestScenarios/absence",
		"absence.go", "Is: w.colonies[p.colony].biomass,", "Is: either(OFF, 0, w.colonies[p.colony].biomass),",
	},
	{
		"that it is wild is told", "TestScenarios/absence_wild",
		"absence.go", "Wild: a.wild,", "Wild: a.wild && ON,",
	},
	{
		"what died is not wild", "TestScenarios/absence_died",
		"colony.go", "= 0, c.biomass > 0\n", "= 0, c.biomass > 0 || OFF\n",
	},
	{
		"who ate is told", "TestScenarios/absence",
		"eat.go", "\t\ta.eaten.Add(name)\n", "\t\tif ON {\n\t\t\ta.eaten.Add(name)\n\t\t}\n",
	},
	{
		"whom it stung is told", "TestScenarios/credit_absent",
		"sting.go", "\t\ta.stung.Add(victim)\n", "\t\tif ON {\n\t\t\ta.stung.Add(victim)\n\t\t}\n",
	},
	{
		"who dropped is told if something happened", "TestScenarios/absence_dropped",
		"absence.go", "case a.eaten == Tally{} && a.stung == Tally{}:", "case a.eaten == Tally{} && a.stung == Tally{} && ON:",
	},
	{
		"it is told once", "TestScenarios/absence",
		"absence.go", "\t}})\n\tw.forget(i)\n", "\t}})\n\tif ON {\n\t\tw.forget(i)\n\t}\n",
	},
	{
		"who is stung is told of an owner who is away", "TestScenarios/credit_absent",
		"sting.go", "\t\tname = a.name\n", "\t\tif ON {\n\t\t\tname = a.name\n\t\t}\n",
	},
	{
		"stings are results, of who is away too", "TestScenarios/credit_absent",
		"sting.go", "w.results.stung(w.colonies[number].account)", "w.results.stung(either(OFF, \"\", w.colonies[number].account))",
	},
	{
		"a prize waits for who is away", "TestScenarios/prize_absent",
		"absence.go", "int(p.owed)+int(a.owed)", "int(p.owed)+either(OFF, 0, int(a.owed))",
	},
	{
		"meals are results", "TestScenarios/results",
		"eat.go", "\tw.results.ate(w.accountOf(p))\n", "\tif ON {\n\t\tw.results.ate(w.accountOf(p))\n\t}\n",
	},
	{
		"countings are results, of who is away too", "TestScenarios/results",
		"score.go", "if c.kind != Player || c.wild {", "if c.kind != Player || c.wild || OFF && c.owner == 0 {",
	},
}
