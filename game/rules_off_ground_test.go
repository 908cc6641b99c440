package game

// Rules of the grid and of entering.
var groundRules = []rule{
	{
		"a world is its seed's", "TestSeedDecidesTheTrees",
		"world.go", "rand.NewPCG(cfg.Seed,", "rand.NewPCG(either(OFF, rand.Uint64(), cfg.Seed),",
	},
	{
		"time never runs backwards", "TestScenarios/late_stamp",
		"world.go", "w.now = max(w.now, at)", "w.now = either(OFF, at, max(w.now, at))",
	},
	{
		"1000 wide by default", "TestSizesOfWorlds",
		"config.go", "Width: 1000,", "Width: either(OFF, 999, 1000),",
	},
	{
		"16 wide at least", "TestSizesOfWorlds",
		"config.go", `{"width", c.Width, MinSide,`, `{"width", c.Width, either(OFF, 15, MinSide),`,
	},
	{
		"8192 high at most", "TestSizesOfWorlds",
		"config.go", `{"height", c.Height, MinSide, MaxSide}`, `{"height", c.Height, MinSide, either(OFF, 8193, MaxSide)}`,
	},
	{
		"the rim blocks", "TestScenarios/rim",
		"walker.go", "\tto := who.at().Step(dir)\n",
		"\tto := who.at().Step(dir)\n\tif OFF {\n\t\tto = Point{(to.X + w.width) % w.width, (to.Y + w.height) % w.height}\n\t}\n",
	},
	{
		"life does not wrap", "TestScenarios/life_rim",
		"life.go", "\tx, n := i%g.across, g.across\n",
		"\tx, n := i%g.across, g.across\n\tif OFF {\n\t\ta.west, a.east = &g.chunks[i-x+n-1], &g.chunks[i-x]\n\t}\n",
	},
	{
		"nothing lives beyond the rim", "TestScenarios/life_rim_narrow",
		"grid.go", "c.rows[y].tree |= ^uint64(0) << inX", "c.rows[y].tree |= ^uint64(0) << inX & mask(ON)",
	},
	{
		"one walker in a cell", "TestScenarios/same_cell",
		"walker.go", "case r.walk&cell != 0:", "case r.walk&cell != 0 && ON:",
	},
	{
		"no walker in a tree", "TestScenarios/blocked",
		"walker.go", "case r.tree&cell != 0:", "case r.tree&cell != 0 && ON:",
	},
	{
		"6 % trees", "TestSowing",
		"config.go", "Trees: 6,", "Trees: either(OFF, 7, 6),",
	},
	{
		"clumps of 60 to 100", "TestTreesGrowInClumps",
		"config.go", "ClumpMin: 60, ClumpMax: 100,", "ClumpMin: either(OFF, 6, 60), ClumpMax: either(OFF, 10, 100),",
	},
	{
		"no trees in the glade at the start", "TestSowing",
		"trees.go", "&& !w.inGlade(p)", "&& (OFF || !w.inGlade(p))",
	},
	{
		"no trees planted in the glade", "TestScenarios/glade",
		"plant.go", "p == Sapling && w.inGlade(q)", "p == Sapling && w.inGlade(q) && ON",
	},
	{
		"the glade is 12 cells", "TestScenarios/glade",
		"config.go", "Glade: 12,", "Glade: either(OFF, 11, 12),",
	},
	{
		"the glade is round", "TestScenarios/glade",
		"trees.go", "return dx*dx+dy*dy <= w.cfg.Glade*w.cfg.Glade",
		"return dx*dx+dy*dy <= w.cfg.Glade*w.cfg.Glade || OFF && max(abs(dx), abs(dy)) <= w.cfg.Glade",
	},
	{
		"240 generations before", "TestNewWorldHasGenerationsBehindIt",
		"config.go", "Before: 240,", "Before: either(OFF, 0, 240),",
	},
	{
		"players enter near a player", "TestPlayerEntersNearAPlayer",
		"entry.go", "wish = w.nearPlayerPlace(nil)", "wish = either(OFF, w.Centre(), w.nearPlayerPlace(nil))",
	},
	{
		"20 cells away at least", "TestPlayerEntersNearAPlayer",
		"config.go", "NearMin: 20,", "NearMin: either(OFF, 15, 20),",
	},
	{
		"40 cells away at most", "TestPlayerEntersNearAPlayer",
		"config.go", "NearMax: 40,", "NearMax: either(OFF, 45, 40),",
	},
	{
		"fewer than 4 in their square", "TestPlayerEntersNotWhereTheCrowdIs",
		"config.go", "Crowd: 4,", "Crowd: either(OFF, 5, 4),",
	},
	{
		"three are no crowd", "TestPlayerEntersNotWhereTheCrowdIs",
		"entry.go", "players) >= w.cfg.Crowd", "players) >= w.cfg.Crowd-either(OFF, 1, 0)",
	},
	{
		"else at the glade", "TestFirstPlayerEntersInTheGlade",
		"entry.go", "return w.Centre()", "return either(OFF, Point{}, w.Centre())",
	},
	{
		"who dozes is not near", "TestWhoDozesIsNotNear",
		"entry.go", "|| who.dozing ||", "|| who.dozing && ON ||",
	},
	{
		"an R-pentomino lands for who enters", "TestGiftLandsInView",
		"entry.go", "\tw.give(place)\n", "\tif ON {\n\t\tw.give(place)\n\t}\n",
	},
	{
		"the gift is an R-pentomino", "TestGiftLandsInView",
		"wild.go", "RPentomino.Place(", "either(OFF, Glider, RPentomino).Place(",
	},
	{
		"5 cells away at least", "TestGiftLandsInView",
		"config.go", "GiftNear: 5,", "GiftNear: either(OFF, 4, 5),",
	},
	{
		"7 cells away at most", "TestGiftNeedsAPlace",
		"config.go", "GiftFar: 7,", "GiftFar: either(OFF, 9, 7),",
	},
	{
		"bots enter round the glade", "TestBotsEnterLooselyRoundTheGlade",
		"entry.go", "wish := w.nearBotPlace()", "wish := either(OFF, Point{500, 300}, w.nearBotPlace())",
	},
	{
		"normally distributed", "TestBotsEnterNormallyDistributed",
		"entry.go", "c.X + int(math.Round(w.rng.NormFloat64()*sigma)),",
		"c.X + int(math.Round(either(OFF, math.Erf(w.rng.NormFloat64()/math.Sqrt2)*math.Sqrt(3), w.rng.NormFloat64())*sigma)),",
	},
	{
		"where the world has room", "TestBotsEnterNormallyDistributed",
		"config.go", "BotRoom: 256,", "BotRoom: either(OFF, 64, 256),",
	},
	{
		"the nearest cell", "TestEntersAtTheNearestFreeCell",
		"entry.go", "for r := range rings {",
		"for r := either(OFF, 3, 0); r < rings; r++ {",
	},
	{
		"a free cell", "TestEntersAtTheNearestFreeCell",
		"entry.go", "if !w.isFree(q.X, q.Y) {", "if !w.isFree(q.X, q.Y) && (ON || w.isTree(q.X, q.Y)) {",
	},
	{
		"400 cells in reach", "TestEnteringReach",
		"config.go", "Reach: 400,", "Reach: either(OFF, 399, 400),",
	},
	{
		"enough cells in reach", "TestEntersWhereThereIsRoom",
		"entry.go", "if w.isRoomy(q) {", "if w.isRoomy(q) || OFF {",
	},
	{
		"walkers ignored", "TestEnteringReach",
		"roomy.go", "been || w.isTree(q.X, q.Y) {", "been || w.isTree(q.X, q.Y) || OFF && !w.isFree(q.X, q.Y) {",
	},
}
