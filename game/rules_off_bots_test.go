package game

// Rules of bots that are alone.
var botRules = []rule{
	{
		"beyond 128 cells", "TestLoneBotEntersAnew",
		"config.go", "BotFar: 128,", "BotFar: either(OFF, 129, 128),",
	},
	{
		"not within 128 cells", "TestLoneBotEntersAnew",
		"alone.go", "Distance(p) <= w.cfg.BotFar {", "Distance(p) <= w.cfg.BotFar-either(OFF, 1, 0) {",
	},
	{
		"for 60 s", "TestLoneBotEntersAnew",
		"config.go", "BotAlone: time.Minute,", "BotAlone: time.Minute - either(OFF, time.Second, 0),",
	},
	{
		"all of the 60 s", "TestBotWithCompanyIsNotAlone",
		"alone.go", "case w.hasCompany(who.at()):\n\t\tw.setAlone(slot, never)",
		"case w.hasCompany(who.at()):\n\t\tw.setAlone(slot, either(OFF, b.alone, never))",
	},
	{
		"while players are there", "TestBotsStayWhileNobodyIsThere",
		"alone.go", "if w.bots == 0 || len(w.players) == 0 {", "if w.bots == 0 || len(w.players) == 0 && ON {",
	},
	{
		"since players are there", "TestBotsStayWhileNobodyIsThere",
		"alone.go", "|| b.alone < w.peopled:", "|| b.alone < w.peopled && ON:",
	},
}

// Rules of what bots do.
var strategyRules = []rule{
	{
		"no frames for who does not look", "TestWanderersAskForNoFrames",
		"../bots/drive.go", "if (l.shoots ||", "if (l.shoots || OFF ||",
	},
	{
		"sees 20 rows", "TestSightOfBots",
		"../bots/sight.go", "d <= sight && d < best;", "d <= sight-either(OFF, 1, 0) && d < best;",
	},
	{
		"sees 20 columns", "TestSightOfBots",
		"../bots/sight.go", "return row & (1<<(2*sight+1) - 1)", "return row & (1<<(2*sight+1-either(OFF, 1, 0)) - 1)",
	},
	{
		"wanders once a second", "TestPaceOfStrategies",
		"../bots/strategy.go", `"wander": {interval: 1000}`, `"wander": {interval: either[game.Stamp](OFF, 900, 1000)}`,
	},
	{
		"to one of the four sides at random", "TestPaceOfBots",
		"../bots/strategy.go", "game.Dir(rng.Uint32() & 3)", "game.Dir(rng.Uint32() & either[uint32](OFF, 1, 3))",
	},
	{
		"with a jitter of a tenth", "TestPaceOfStrategies",
		"../bots/swarm.go", "s.wheel.set(bot, at+s.interval+s.jitter())",
		"s.wheel.set(bot, at+s.interval+either(OFF, 0, s.jitter()))",
	},
	{
		"grazes", "TestGraze",
		"../bots/strategy.go", "ok && !m.bumped {", "ok && ON && !m.bumped {",
	},
	{
		"the nearest", "TestNearest",
		"../bots/sight.go", "found, ok, best = p, true, steps", "found, ok, best = p, true, either(OFF, best, steps)",
	},
	{
		"not its own", "TestNearest",
		"../bots/sight.go", "].Walker != self", "].Walker != self || OFF",
	},
	{
		"grazes at 2 steps a second", "TestPaceOfStrategies",
		"../bots/strategy.go", `"graze":  {interval: 500,`, `"graze": {interval: either[game.Stamp](OFF, 600, 500),`,
	},
	{
		"wanders otherwise", "TestGrazersWander",
		"../bots/strategy.go", "\treturn wander(rng)\n", "\treturn either(OFF, game.Up, wander(rng))\n",
	},
	{
		"sows at a step a second", "TestPaceOfStrategies",
		"../bots/strategy.go", `"sow":    {interval: 1000,`, `"sow": {interval: either[game.Stamp](OFF, 800, 1000),`,
	},
	{
		"plants blinkers", "TestSow",
		"../bots/strategy.go", "b.Plant = game.Blinker", "b.Plant = either(OFF, game.Block, game.Blinker)",
	},
	{
		"or gliders", "TestSow",
		"../bots/strategy.go", "b.Plant = game.Glider", "b.Plant = either(OFF, game.Blinker, game.Glider)",
	},
	{
		"whenever it carries 5 spores", "TestSow",
		"../bots/strategy.go", "m.spores >= sowFrom &&", "m.spores >= sowFrom+either[uint8](OFF, 1, 0) &&",
	},
	{
		"hunts at 2 steps a second", "TestPaceOfStrategies",
		"../bots/strategy.go", `"hunt":   {interval: 500,`, `"hunt": {interval: either[game.Stamp](OFF, 600, 500),`,
	},
	{
		"hunts", "TestHuntersGoThere",
		"../bots/strategy.go", "\tif s.hunts {", "\tif s.hunts && ON {",
	},
	{
		"the biggest colony", "TestHuntWithin64Cells",
		"../bots/hunt.go", "if tile.TopCells > most &&", "if (tile.TopCells > most || OFF && tile.TopCells > 0) &&",
	},
	{
		"within 64 cells", "TestHuntWithin64Cells",
		"../bots/hunt.go", "middle.Distance(at) <= huntWithin {", "middle.Distance(at) <= huntWithin-either(OFF, 1, 0) {",
	},
}
