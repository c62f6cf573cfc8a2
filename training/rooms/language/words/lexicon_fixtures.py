"""What people call kitchens, bathrooms, electronics, lamps, openings and what hangs on walls."""

from training.rooms.language.words.entries import Entry, entry

FIXTURES: tuple[Entry, ...] = (
    entry(
        "refrigerator",
        "refrigerator, fridge, kitchen fridge, food fridge, refrigerator for food, icebox",
        rare="cooler for food, frig",
        loose="freezer, mini fridge, cabinet",
    ),
    entry(
        "stove",
        "stove, cooker, cooking stove, oven, kitchen stove, cooking range, range",
        rare="hob, cookstove",
        loose="stovetop, cooktop, dishwasher",
    ),
    entry(
        "range hood",
        "range hood, kitchen hood, extractor hood, exhaust hood, cooker hood, vent hood, hood",
        rare="fume hood, stove hood",
        loose="vent, fan, exhaust fan",
    ),
    entry(
        "microwave",
        "microwave, microwave oven, kitchen microwave, small oven, microwave appliance, "
        "countertop microwave",
        rare="nuker, micro oven",
        loose="oven, toaster oven",
    ),
    entry(
        "dishwasher",
        "dishwasher, dish washer, dishwashing machine, kitchen dishwasher, machine for dishes, "
        "dish washing machine",
        rare="automatic dishwasher, dish cleaner",
        loose="washing machine, stove, oven, washer",
    ),
    entry(
        "coffee maker",
        "coffee maker, coffee machine, coffeemaker, coffee brewer, espresso machine, coffee pot",
        rare="percolator, coffee appliance",
        loose="kettle, kitchen appliance",
    ),
    entry(
        "kettle",
        "kettle, tea kettle, electric kettle, water kettle, water boiler, teakettle",
        rare="hot water kettle, tea boiler",
        loose="teapot, pot, coffee pot, coffee maker, jug",
    ),
    entry(
        "toaster",
        "toaster, bread toaster, kitchen toaster, slice toaster, toast maker, toasting machine",
        rare="bread browner, pop-up toaster",
        loose="toaster oven",
    ),
    entry(
        "dish rack",
        "dish rack, drying rack, dish drainer, drainer, dish drying rack, plate rack, "
        "draining rack",
        rare="washing-up rack, drainer for dishes",
        loose="rack, basket",
    ),
    entry(
        "sink",
        "sink, basin, wash basin, washbasin, water basin, sink basin",
        rare="lavatory basin, washing bowl",
        loose="bathroom sink, kitchen sink, bathroom vanity, vanity, hand basin, faucet, tap, "
        "water tap, water faucet",
    ),
    entry(
        "toilet",
        "toilet, toilet bowl, wc, flush toilet, commode, toilet seat, lavatory",
        rare="loo, water closet, john",
        loose="bidet, urinal",
    ),
    entry(
        "bathtub",
        "bathtub, tub, bath, bath tub, soaking tub, bathing tub",
        rare="washing tub, tub for bathing",
        loose="shower, jacuzzi, faucet, tap",
    ),
    entry(
        "shower",
        "shower, shower stall, shower cabin, shower cubicle, walk-in shower, shower enclosure",
        rare="shower cell, shower unit",
        loose="bathtub, shower door, shower curtain, shower head, bath, faucet, tap",
    ),
    entry(
        "shower curtain",
        "shower curtain, bathroom curtain, tub curtain, bath curtain, splash curtain, "
        "curtain of the shower",
        rare="shower drape, wet curtain",
        loose="curtain, shower, curtains~",
    ),
    entry(
        "towel",
        "towel, hand towel, bath towel, bathroom towel, drying towel, cloth towel",
        rare="terry cloth, drying cloth",
        loose="clothes, cloth, blanket, towels~, rag, dish towel",
    ),
    entry(
        "toilet paper",
        "toilet paper roll, roll of toilet paper, toilet roll, toilet tissue roll, "
        "bathroom tissue roll, roll of bathroom paper",
        rare="loo roll, roll of bath tissue",
        loose="toilet paper, toilet paper holder, toilet paper dispenser, tissue box, "
        "paper towel dispenser, paper towel roll, paper",
    ),
    entry(
        "soap dispenser",
        "soap dispenser, soap pump, hand soap dispenser, liquid soap dispenser, soap bottle, "
        "soap holder",
        rare="soap container, hand wash pump",
        loose="bottle, dispenser, soap",
    ),
    entry(
        "paper towel dispenser",
        "paper towel dispenser, towel dispenser, paper towel holder, hand towel dispenser, "
        "paper dispenser, wall dispenser for paper towels",
        rare="napkin dispenser, towel box",
        loose="dispenser, toilet paper dispenser, box, soap dispenser, hand dryer, toilet paper",
    ),
    entry(
        "washing machine",
        "washing machine, washer, clothes washer, laundry washer, laundry machine, "
        "clothes washing machine",
        rare="laundry washing machine, wash machine",
        loose="dryer, dishwasher, clothes dryer, tumble dryer",
    ),
    entry(
        "clothes dryer",
        "clothes dryer, dryer, tumble dryer, drying machine, laundry dryer, laundry machine",
        rare="tumbler, clothes drying machine",
        loose="washing machine, washer, clothes washer",
    ),
    entry(
        "laundry basket",
        "laundry basket, laundry hamper, clothes hamper, clothes basket, hamper, dirty clothes bin",
        rare="wash basket, linen basket",
        loose="basket, bin, trash can, bucket, trash bin, garbage bin, wicker basket",
    ),
    entry(
        "ironing board",
        "ironing board, iron board, ironing table, board for ironing, clothes ironing board, "
        "folding ironing board",
        rare="pressing board, pressing table",
        loose="table, board",
    ),
    entry(
        "monitor",
        "monitor, computer monitor, computer screen, screen, display, computer display, "
        "desktop monitor",
        rare="visual display, pc screen",
        loose="tv, television, computer, laptop, flat screen, tv screen",
    ),
    entry(
        "keyboard",
        "keyboard, computer keyboard, typing keyboard, pc keyboard, desktop keyboard, "
        "keyboard of the computer",
        rare="keys to type on, key pad",
        loose="laptop",
    ),
    entry(
        "mouse",
        "mouse, computer mouse, pc mouse, pointing device, desktop mouse, mouse of the computer",
        rare="clicker, cursor device",
        loose="trackball",
    ),
    entry(
        "laptop",
        "laptop, laptop computer, notebook computer, portable computer, notebook pc, "
        "foldable computer",
        rare="notebook, lap computer",
        loose="computer, screen, monitor, display, computer screen, keyboard",
    ),
    entry(
        "tv",
        "tv, television, tv set, flat screen tv, television set, telly, flat screen, screen, "
        "tv screen",
        rare="goggle box, television screen",
        loose="monitor, display, projector screen, computer screen, computer monitor, "
        "computer display",
    ),
    entry(
        "printer",
        "printer, office printer, desktop printer, printing machine, computer printer, "
        "document printer",
        rare="printing device, print machine",
        loose="copier, scanner, fax machine, photocopier, copy machine, microwave",
    ),
    entry(
        "copier",
        "copier, photocopier, copy machine, copying machine, office copier, photocopy machine",
        rare="xerox machine, duplicating machine",
        loose="printer, scanner, office printer, printing machine",
    ),
    entry(
        "telephone",
        "telephone, phone, desk phone, landline phone, office phone, corded phone",
        rare="handset, landline",
        loose="intercom, remote",
    ),
    entry(
        "speaker",
        "speaker, loudspeaker, audio speaker, stereo speaker, sound speaker, music speaker",
        rare="sound box, loud speaker",
        loose="subwoofer, box, stereo, radio, radio set, game console",
    ),
    entry(
        "computer tower",
        "computer tower, pc tower, desktop computer, computer case, pc case, pc",
        rare="system unit, computer cabinet",
        loose="computer, server, box, speaker, game console",
    ),
    entry(
        "projector",
        "projector, video projector, beamer, film projector, data projector, image projector",
        rare="overhead projector, digital projector",
        loose="ceiling lamp, ceiling light",
    ),
    entry(
        "lamp",
        "lamp, light, electric lamp, electric light, room lamp, lamp with a bulb",
        rare="lampstand, luminaire",
        loose="ceiling lamp, ceiling light, desk lamp, table lamp, floor lamp, "
        "light fixture, candle",
    ),
    entry(
        "ceiling lamp",
        "ceiling lamp, ceiling light, overhead light, hanging lamp, overhead lamp, light fixture, "
        "light on the ceiling",
        rare="ceiling fitting, top light",
        loose="lamp, light, chandelier, pendant lamp, ceiling fan, projector, electric lamp",
    ),
    entry(
        "fan",
        "fan, electric fan, cooling fan, standing fan, ventilator, room fan",
        rare="air fan, blower",
        loose="ceiling fan, floor fan, heater",
    ),
    entry(
        "door",
        "door, room door, entrance door, interior door, entry door",
        rare="hinged door, portal",
        loose="doorway, doorframe, entrance, closet door, exit, glass door",
    ),
    entry(
        "window",
        "window, glass window, windowpane, window pane, wall window, window to the outside",
        rare="casement, glazed opening",
        loose="mirror, glass door, windowsill, door",
    ),
    entry(
        "curtain",
        "curtain, window curtain, drape, window drape, fabric curtain, drapery",
        rare="window hanging, draped cloth",
        loose="blinds~, window blinds~, shade, shower curtain, curtains~, drapes~",
    ),
    entry(
        "blinds",
        "blinds~, window blinds~, window shade, window blind, set of blinds, shade of the window",
        rare="slatted blinds~, sun blind",
        loose="curtain, window curtain, shades~, shutters~, shade",
    ),
    entry(
        "picture",
        "picture, framed picture, painting, wall picture, piece of art, artwork, hanging picture",
        rare="canvas, framed print",
        loose="poster, photo, mirror, photograph, decoration, print, bulletin board, "
        "picture frame, sign, paper",
    ),
    entry(
        "mirror",
        "mirror, looking glass, wall mirror, reflecting mirror, glass mirror, mirror glass",
        rare="reflector, vanity mirror",
        loose="picture, window, bathroom mirror, framed picture",
    ),
    entry(
        "whiteboard",
        "whiteboard, white board, dry erase board, marker board, board, writing board",
        rare="wipe board, dry-wipe board",
        loose="blackboard, bulletin board, projector screen, screen, notice board, chalkboard",
    ),
    entry(
        "blackboard",
        "blackboard, chalkboard, chalk board, black board, board, school board, writing board",
        rare="slate board, greenboard",
        loose="whiteboard, bulletin board, notice board",
    ),
    entry(
        "bulletin board",
        "bulletin board, notice board, pin board, cork board, corkboard, pinboard, board",
        rare="message board, tack board",
        loose="whiteboard, poster, picture, blackboard, framed picture, chalkboard, paper",
    ),
    entry(
        "clock",
        "clock, wall clock, timepiece, clock on the wall, time display, hanging clock",
        rare="chronometer, timekeeper",
        loose="alarm clock, picture, mirror, radio",
    ),
    entry(
        "radiator",
        "radiator, heater, heating radiator, wall heater, room heater, heating unit",
        rare="heating element, convector",
        loose="vent, air conditioner, heating",
    ),
    entry(
        "fireplace",
        "fireplace, hearth, fire place, open fireplace, chimney fireplace, mantel fireplace",
        rare="ingle, mantelpiece",
        loose="stove, heater, mantel",
    ),
    entry(
        "water cooler",
        "water cooler, water dispenser, drinking water dispenser, bottled water dispenser, "
        "water machine, cooler for water",
        rare="drinking fountain, water tank",
        loose="dispenser, refrigerator, fridge",
    ),
)
